import { shownLines } from '../../core/text/printable.ts';
import type { Runtime } from '../../runtime.ts';
import type { GlobalOptions } from '../flags/global-flags.ts';
import { wantsColour } from './render.ts';

export interface Progress {
  /** A line that stays, above the spinner. */
  notice(text: string): void;
  /** What the spinner says from now on; nothing where none turns. Whoever says it tells the time as well. */
  update(text: string): void;
  readonly animated: boolean;
  stop(): void;
}

/** What can be told of an exchange while nothing comes back. */
export interface Underway {
  timeoutMs: number;
  /** Of the request, as far as this machine has handed it on. */
  sentBytes(): number;
}

const tickMs = 1000;
/** In CI and in pipes a job that says nothing looks dead. */
const plainLineEveryMs = 10_000;

/** ora cannot find its own line again on a terminal without a width. */
const canAnimate = ({ stderr, env }: Runtime): boolean =>
  stderr.isTTY && (stderr.columns ?? 0) > 0 && env.TERM !== 'dumb' && (env.CI === undefined || env.CI === '' || env.CI === 'false');

const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MB`;

/** `CompareFaceLiveness at HOST: 12 s, 4.1 MB sent, time-out 60 s`. */
function stateOf(text: string, elapsedMs: number, underway: Underway | undefined): string {
  const sent = underway?.sentBytes() ?? 0;
  const facts = [
    `${Math.floor(elapsedMs / 1000)} s`,
    ...(sent > 0 ? [`${megabytes(sent)} sent`] : []),
    ...(underway ? [`time-out ${underway.timeoutMs / 1000} s`] : []),
  ];
  return `${text}: ${facts.join(', ')}`;
}

/** One line every ten seconds, where nothing turns. */
function plainLines(runtime: Runtime, text: string, write: (line: string) => void, underway: Underway | undefined): Progress {
  const startedMs = runtime.nowMs();
  const stop = runtime.every(plainLineEveryMs, () => write(stateOf(text, runtime.nowMs() - startedMs, underway)));
  return { notice: write, update: stop, animated: false, stop };
}

/** Notices on standard error; with a spinner while waiting, on a terminal only. ora is loaded only there. */
export async function startProgress(
  runtime: Runtime,
  text: string,
  { quiet, color }: Pick<GlobalOptions, 'quiet' | 'color'>,
  underway?: Underway,
): Promise<Progress> {
  if (quiet) return { notice: () => undefined, update: () => undefined, animated: false, stop: () => undefined };
  const write = (line: string): void => runtime.stderr.write(`${shownLines(line)}\n`);
  if (!canAnimate(runtime)) return plainLines(runtime, text, write, underway);
  const { default: ora } = await import('ora');
  const spinner = ora({ text, discardStdin: false, color: wantsColour(runtime.stderr, runtime.env, color) ? 'cyan' : false }).start();
  const startedMs = runtime.nowMs();
  const stopTicks = runtime.every(tickMs, () => {
    spinner.text = stateOf(text, runtime.nowMs() - startedMs, underway);
  });
  return {
    notice(line) {
      spinner.clear();
      write(line);
      spinner.render();
    },
    update(said) {
      stopTicks();
      spinner.text = said;
    },
    animated: true,
    stop() {
      stopTicks();
      spinner.stop();
    },
  };
}
