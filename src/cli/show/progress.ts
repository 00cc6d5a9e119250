import type { Runtime } from '../../runtime.ts';
import type { GlobalOptions } from '../flags/global-flags.ts';
import { wantsColour } from './render.ts';

export interface Progress {
  /** A line that stays, above the spinner. */
  notice(text: string): void;
  /** What the spinner says from now on; nothing where none turns. */
  update(text: string): void;
  readonly animated: boolean;
  stop(): void;
}

/** ora cannot find its own line again on a terminal without a width. */
const canAnimate = ({ stderr, env }: Runtime): boolean =>
  stderr.isTTY && (stderr.columns ?? 0) > 0 && env.TERM !== 'dumb' && (env.CI === undefined || env.CI === '' || env.CI === 'false');

/** Notices on standard error; with a spinner while waiting, on a terminal only. ora is loaded only there. */
export async function startProgress(
  runtime: Runtime,
  text: string,
  { quiet, color }: Pick<GlobalOptions, 'quiet' | 'color'>,
): Promise<Progress> {
  const write = (line: string): void => {
    if (!quiet) runtime.stderr.write(`${line}\n`);
  };
  if (quiet || !canAnimate(runtime)) return { notice: write, update: () => undefined, animated: false, stop: () => undefined };
  const { default: ora } = await import('ora');
  const spinner = ora({ text, discardStdin: false, color: wantsColour(runtime.stderr, runtime.env, color) ? 'cyan' : false }).start();
  return {
    notice(line) {
      spinner.clear();
      write(line);
      spinner.render();
    },
    update(said) {
      spinner.text = said;
    },
    animated: true,
    stop: () => void spinner.stop(),
  };
}
