import type { SendOptions } from '../core/http.ts';
import { abortFailure, type ExchangeProgress, timeoutFailure } from './failure.ts';

/** Everything that can end an exchange from outside, as one signal whose reason is a TransportError. */
export interface Deadline {
  signal: AbortSignal;
  /** Starts the time-out for connecting; the result ends it. */
  connecting(): () => void;
  stop(cause: unknown): void;
  /** Lets go of timers and listeners. */
  clear(): void;
}

/** setTimeout fires at once for anything longer. */
const longestTimerMs = 2 ** 31 - 1;

export function startDeadline(options: SendOptions, progress: ExchangeProgress): Deadline {
  const controller = new AbortController();
  const after = (limitMs: number, flag: '--timeout' | '--connect-timeout'): NodeJS.Timeout =>
    setTimeout(() => controller.abort(timeoutFailure(progress, limitMs, flag)), Math.min(limitMs, longestTimerMs));
  const stop = (cause: unknown): void => controller.abort(abortFailure(progress, cause));
  const onAbort = (): void => stop(options.signal?.reason);
  const timers = [after(options.timeoutMs, '--timeout')];
  if (options.signal?.aborted) onAbort();
  options.signal?.addEventListener('abort', onAbort, { once: true });
  return {
    signal: controller.signal,
    connecting() {
      const timer = after(options.connectTimeoutMs, '--connect-timeout');
      timers.push(timer);
      return () => clearTimeout(timer);
    },
    stop,
    clear() {
      timers.forEach(clearTimeout);
      options.signal?.removeEventListener('abort', onAbort);
    },
  };
}
