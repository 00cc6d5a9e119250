import { IdvError } from '../../../core/errors.ts';
import { plural } from '../../../core/text/printable.ts';
import type { WorkerPlace } from './worker-place.ts';

/** How long the other workers have to report that the server has lost their calls. */
const othersMs = 3000;
const namesAtOnce = 10_000;

export const forgetful = (calls: number): IdvError =>
  new IdvError('config', `the ledger has forgotten ${plural(calls, 'call')} of this worker, as after an older copy of it was restored`, {
    code: 'ledger-forgot',
    hint: 'no further row is called: run idv batch rebuild with the journals of all workers',
  });

/** Those of the sent rows that the ledger does not know. */
export async function forgottenRows({ batch, ledger }: Pick<WorkerPlace, 'batch' | 'ledger'>, sent: Iterable<string>): Promise<string[]> {
  const names = [...sent];
  const forgotten: string[] = [];
  for (let at = 0; at < names.length; at += namesAtOnce)
    forgotten.push(...(await ledger.unknown(batch, names.slice(at, at + namesAtOnce))));
  return forgotten;
}

/**
 * Checks that the server still has the claims of this worker. A server that has restarted may be another one, or an older copy that was
 * restored. It may also have lost the rows of other workers, so every worker checks before its next call.
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

  /** Resolves to false if no row may be called now. `server` is the start time that the server last reported. */
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
