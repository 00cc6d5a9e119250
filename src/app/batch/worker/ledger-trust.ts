import { IdvError } from '../../../core/errors.ts';
import { plural } from '../../../core/text/printable.ts';
import type { WorkerPlace } from './worker-place.ts';

/** How long the other workers have to say that the server has forgotten calls of theirs. */
const othersMs = 3000;
const namesAtOnce = 10_000;

export const forgetful = (calls: number): IdvError =>
  new IdvError('config', `the ledger has forgotten ${plural(calls, 'call')} of this worker, as after an older copy of it was restored`, {
    code: 'ledger-forgot',
    hint: 'no further row is called: run idv batch rebuild with the journals of all workers',
  });

/** Of rows that were sent, those that the ledger knows nothing of. */
export async function forgottenRows({ batch, ledger }: Pick<WorkerPlace, 'batch' | 'ledger'>, sent: Iterable<string>): Promise<string[]> {
  const names = [...sent];
  const forgotten: string[] = [];
  for (let at = 0; at < names.length; at += namesAtOnce)
    forgotten.push(...(await ledger.unknown(batch, names.slice(at, at + namesAtOnce))));
  return forgotten;
}

/**
 * Whether the server still is the one that confirmed the claims of this worker. One that has restarted may be another, or an older copy
 * of it, where rows of other workers are forgotten too: before the next call, each of them looks.
 */
export class LedgerTrust {
  readonly #place: Pick<WorkerPlace, 'batch' | 'ledger' | 'register' | 'caller'>;
  readonly #sent: ReadonlySet<string>;
  #server: string;
  #look: Promise<boolean> | undefined;

  constructor(place: Pick<WorkerPlace, 'batch' | 'ledger' | 'register' | 'caller'>, sent: ReadonlySet<string>, server: string) {
    this.#place = place;
    this.#sent = sent;
    this.#server = server;
  }

  /** False where no row may be called now. `server` is what the server last said of its start. */
  async holds(server: string): Promise<boolean> {
    if (server === this.#server) return true;
    this.#look ??= this.#lookAgain(server).finally(() => {
      this.#look = undefined;
    });
    return this.#look;
  }

  async #lookAgain(server: string): Promise<boolean> {
    const { batch, register, caller } = this.#place;
    const forgotten = await forgottenRows(this.#place, this.#sent);
    if (forgotten.length > 0) {
      const error = forgetful(forgotten.length);
      caller.stopper.stop(error.message, error);
      await register.mark(batch, error.message);
      return false;
    }
    await caller.stopper.rest(othersMs);
    const found = await register.find(batch);
    if (!found || found.paused !== null) return false;
    this.#server = server;
    return true;
  }
}
