import { activityByLines, progressText } from '../../app/call/call.ts';
import type { Activity, RunningExchange } from '../../app/call/world.ts';
import type { Runtime } from '../../runtime.ts';
import type { GlobalOptions } from '../flags/global-flags.ts';
import { wantsColour } from './format.ts';
import { noticeLines } from './notice-lines.ts';

const tickMs = 1000;
/** On a terminal without a width, ora cannot find its own line again. */
const canAnimate = ({ stderr, env }: Runtime): boolean =>
  stderr.isTTY && (stderr.columns ?? 0) > 0 && env.TERM !== 'dumb' && (env.CI === undefined || env.CI === '' || env.CI === 'false');

/** Prints notices on standard error and, on a terminal, a spinner. ora is loaded only for a spinner. */
export async function startProgress(
  runtime: Runtime,
  text: string,
  { quiet, color }: Pick<GlobalOptions, 'quiet' | 'color'>,
  runningExchange?: RunningExchange,
): Promise<Activity> {
  if (quiet) return { notice: () => undefined, update: () => undefined, animated: false, stop: () => undefined };
  const write = (line: string): void => runtime.stderr.write(noticeLines(line, runtime.stderr));
  if (!canAnimate(runtime)) {
    const { nowMs, every } = runtime;
    return activityByLines({ nowMs, every, notice: write, runningExchange }, text);
  }
  const { default: ora } = await import('ora');
  const spinner = ora({ text, discardStdin: false, color: wantsColour(runtime.stderr, runtime.env, color) ? 'cyan' : false }).start();
  const startedMs = runtime.nowMs();
  const stopTicks = runtime.every(tickMs, () => {
    spinner.text = progressText(text, runtime.nowMs() - startedMs, runningExchange);
  });
  return {
    notice(line) {
      spinner.clear();
      write(line);
      spinner.render();
    },
    update(text) {
      stopTicks();
      spinner.text = text;
    },
    animated: true,
    stop() {
      stopTicks();
      spinner.stop();
    },
  };
}
