import type { IdvError } from '../../../core/errors.ts';
import type { Runtime } from '../../../runtime.ts';

/** Why a run takes no further rows. `failure` is what it ends in; without one, all is as the user wished. */
export interface StopReason {
  said: string;
  failure: IdvError | undefined;
  /** What to do so that the next run calls the other rows; undefined where it only has to be run. */
  next: string | undefined;
}

/** Ends a run between two rows: what is under way is waited for. */
export interface Stopper {
  readonly reason: StopReason | undefined;
  /** The first reason counts. */
  stop(said: string, failure?: IdvError, next?: string): void;
  isStopped(): boolean;
  /** Resolves when it is. */
  readonly stopped: Promise<void>;
  /** Waits, less long where the run is stopped. */
  rest(ms: number): Promise<void>;
}

const pieceMs = 500;

function createStopper(sleep: (ms: number) => Promise<void>, monotonicMs: () => number): Stopper {
  let reason: StopReason | undefined;
  let tell = (): void => undefined;
  const stopped = new Promise<void>((resolve) => {
    tell = resolve;
  });
  return {
    stopped,
    get reason() {
      return reason;
    },
    stop(said, failure, next) {
      reason ??= { said, failure, next };
      tell();
    },
    isStopped: () => reason !== undefined,
    async rest(ms) {
      const endMs = monotonicMs() + ms;
      for (let leftMs = ms; leftMs > 0 && !reason; leftMs = endMs - monotonicMs()) {
        // A signal ends a sleep with an error; it stops the run by another way.
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
