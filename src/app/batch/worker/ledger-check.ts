import { IdvError } from '../../../core/errors.ts';
import { plural } from '../../../core/text/printable.ts';
import type { WorkerContext } from './worker-context.ts';

/** How long the other workers have to report that the server has lost their calls. */
const othersMs = 3000;
const namesAtOnce = 10_000;

export const ledgerLostCalls = (calls: number): IdvError =>
  new IdvError('config', `the ledger has forgotten ${plural(calls, 'call')} of this worker, as after an older copy of it was restored`, {
    code: 'ledger-forgot',
    hint: 'no further row is called: run idv batch rebuild with the journals of all workers',
  });

/** Those of the sent rows that the ledger does not know. */
export async function rowsMissingInLedger(
  { batch, ledger }: Pick<WorkerContext, 'batch' | 'ledger'>,
  sent: Iterable<string>,
): Promise<string[]> {
  const names = [...sent];
  const missing: string[] = [];
  for (let at = 0; at < names.length; at += namesAtOnce) missing.push(...(await ledger.unknown(batch, names.slice(at, at + namesAtOnce))));
  return missing;
}

/**
 * Checks that the server still has the claims of this worker. A server that has restarted may be another one, or an older copy that was
 * restored. It may also have lost the rows of other workers, so every worker checks before its next call.
 */
export class LedgerCheck {
  readonly #context: Pick<WorkerContext, 'batch' | 'ledger' | 'register' | 'callContext'>;
  readonly #sent: ReadonlySet<string>;
  #server: string;
  #check: Promise<boolean> | undefined;

  constructor(context: Pick<WorkerContext, 'batch' | 'ledger' | 'register' | 'callContext'>, sent: ReadonlySet<string>, server: string) {
    this.#context = context;
    this.#sent = sent;
    this.#server = server;
  }

  /** Resolves to false if no row may be called now. `server` is the start time that the server last reported. */
  async mayCall(server: string): Promise<boolean> {
    if (server === this.#server) return true;
    this.#check ??= this.#checkAgain(server).finally(() => {
      this.#check = undefined;
    });
    return this.#check;
  }

  async #checkAgain(server: string): Promise<boolean> {
    const { batch, register, callContext } = this.#context;
    const missing = await rowsMissingInLedger(this.#context, this.#sent);
    if (missing.length > 0) {
      const error = ledgerLostCalls(missing.length);
      callContext.stopper.stop(error.message, error);
      await register.mark(batch, error.message);
      return false;
    }
    await callContext.stopper.rest(othersMs);
    const found = await register.find(batch);
    if (!found || found.paused !== null) return false;
    this.#server = server;
    return true;
  }
}
