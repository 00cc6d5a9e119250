import type { IdvError } from '../../../core/errors.ts';
import type { Runtime } from '../../../runtime.ts';

/** Why a run calls no further rows. `failure` is the error of the run; without it, the user wanted the stop. */
export interface StopReason {
  message: string;
  failure: IdvError | undefined;
  /** What the user must do before the next run; undefined if the user only has to start it. */
  next: string | undefined;
}

/** Stops a run between two rows. Calls that are running are still waited for. */
export interface Stopper {
  readonly reason: StopReason | undefined;
  /** Stops the run. If it is stopped several times, the first reason counts. */
  stop(message: string, failure?: IdvError, next?: string): void;
  isStopped(): boolean;
  /** Resolves when the run is stopped. */
  readonly stopped: Promise<void>;
  /** Waits. Ends early if the run is stopped. */
  rest(ms: number): Promise<void>;
}

const pieceMs = 500;

function createStopper(sleep: (ms: number) => Promise<void>, monotonicMs: () => number): Stopper {
  let reason: StopReason | undefined;
  let resolveStopped = (): void => undefined;
  const stopped = new Promise<void>((resolve) => {
    resolveStopped = resolve;
  });
  return {
    stopped,
    get reason() {
      return reason;
    },
    stop(message, failure, next) {
      reason ??= { message, failure, next };
      resolveStopped();
    },
    isStopped: () => reason !== undefined,
    async rest(ms) {
      const endMs = monotonicMs() + ms;
      for (let leftMs = ms; leftMs > 0 && !reason; leftMs = endMs - monotonicMs()) {
        // A signal ends the sleep with an error. `stopperOnSignal` handles the signal.
        await sleep(Math.min(leftMs, pieceMs)).catch(() => undefined);
      }
    },
  };
}

/** A stopper that a signal stops, until `release`. */
export function stopperOnSignal({ sleep, monotonicMs, signal }: Pick<Runtime, 'sleep' | 'monotonicMs' | 'signal'>) {
  const stopper = createStopper(sleep, monotonicMs);
  const onSignal = (): void => stopper.stop('interrupted');
  if (signal.aborted) onSignal();
  else signal.addEventListener('abort', onSignal, { once: true });
  return { stopper, release: () => signal.removeEventListener('abort', onSignal) };
}
