import { isRecord } from '../../../core/json.ts';
import type { Vendor } from '../../../vendors/vendor.ts';
import type { ClaimedRow, Ledger } from '../engine/ledger.ts';
import type { Handled, RowJob } from '../engine/row-queue.ts';
import { unseal } from '../engine/seal.ts';
import type { RowJournal } from '../journal/open-journal.ts';
import { writtenDigest } from '../manifest/prepare-row.ts';
import type { ManifestRow } from '../manifest/read-manifest.ts';
import { callRow, noTroubles, type RowCaller, type RowClaim, type RowEnding } from '../run/call-row.ts';
import { answeredBody, failedBody, type RowBody, unsureBody } from '../run/row-body.ts';

/** A worker's place in a batch. */
export interface WorkerPlace {
  batch: string;
  batchKey: string;
  /** Its name, which its journal keeps. */
  worker: string;
  /** Of this process. */
  token: string;
  vendor: Vendor;
  journal: RowJournal;
  ledger: Ledger;
  caller: RowCaller;
  /** How long a call may take at the most, and how long its answer may be on its way into the ledger. */
  deadlineS: number;
  nowMs(): number;
  /** Told of each row that ended. */
  ended: (body: RowBody) => void;
}

/** How long a row that someone else has is left alone. */
const strangerMs = 30_000;
const nowhere = { passed: {}, extra: {} } as const;

/** What the ledger keeps of an answer: nothing that the service wrote about a person, and no path of this machine. */
function ledgerBody({ response: _, artifacts: __, endpoint: ___, ...body }: RowBody): RowBody {
  return body;
}

function sealedRow({ sealed, key }: RowJob, batchKey: string): ManifestRow {
  const value = unseal(sealed, batchKey, key) as Pick<ManifestRow, 'row' | 'line' | 'id' | 'given'>;
  return { ...value, ...nowhere };
}

/** Serves rows of a batch: calls each that the ledger lets it claim, and writes down what came of it, first here and then there. */
export class RowServer {
  readonly #place: WorkerPlace;
  readonly #troubles = noTroubles();
  /** Rows that this worker has sent, in this process or before: the second fence. */
  readonly #sent = new Set<string>();

  constructor(place: WorkerPlace) {
    this.#place = place;
    for (const [key, state] of place.journal.states) this.#sent.add(`${key}-${state.generation}`);
  }

  async serve(job: RowJob): Promise<Handled> {
    const { batch, batchKey, ledger, caller, token, worker } = this.#place;
    const { key, generation } = job;
    const name = `${key}-${generation}`;
    const known = await ledger.look(batch, key, generation);
    if (known?.outcome) return 'done';
    if (known?.overdue) {
      await ledger.giveUp(batch, key, generation, unsureBody('its worker ended before the answer came', this.#now()));
      return 'done';
    }
    // This very process may be at it, if the queue took it for dead.
    if (known || this.#sent.has(name)) return { againMs: strangerMs };
    if (caller.stopper.isStopped()) return { againMs: 1000 };
    const row = sealedRow(job, batchKey);
    const claimed: ClaimedRow = { batch, key, generation, token: `${token}/${name}`, worker };
    return this.#conclude(claimed, await callRow(row, job.digest, this.#claimOf(row, claimed, name), this.#troubles, caller));
  }

  #now(): string {
    return new Date(this.#place.nowMs()).toISOString();
  }

  #claimOf(row: ManifestRow, claimed: ClaimedRow, name: string): RowClaim {
    const { ledger, journal, deadlineS } = this.#place;
    const { key, generation, token } = claimed;
    return {
      intend: async () => {
        if (!(await ledger.claim(claimed, deadlineS))) return false;
        this.#sent.add(name);
        await journal.append({ type: 'intent', key, generation, written: writtenDigest(row.given), at: this.#now(), token });
        return true;
      },
      release: async (reason) => {
        await journal.append({ type: 'released', key, generation, reason });
        await ledger.release(claimed);
        this.#sent.delete(name);
      },
    };
  }

  async #conclude(claimed: ClaimedRow, ending: RowEnding): Promise<Handled> {
    if (ending.step === 'left') return { againMs: 1000 };
    if (ending.step === 'taken') return { againMs: strangerMs };
    const { journal, ledger, vendor, worker, ended } = this.#place;
    const at = this.#now();
    const facts = { media: ending.prepared?.media ?? {}, startedAt: new Date(ending.startedAtMs).toISOString(), finishedAt: at };
    const { key, generation, token } = claimed;
    if (ending.step === 'failed') await this.#settle(claimed, { ...failedBody(ending.error), ...facts });
    else if (ending.step === 'answered') await this.#settle(claimed, { ...answeredBody(vendor.name, ending.outcome, [], false), ...facts });
    else {
      const body = { ...unsureBody(ending.reason, facts.startedAt), ...facts, worker };
      await journal.append({ type: 'unsure', key, generation, token, at, reason: ending.reason });
      await ledger.settle(claimed, body);
      ended(body);
    }
    return 'done';
  }

  async #settle(claimed: ClaimedRow, body: RowBody): Promise<void> {
    const { journal, ledger, ended } = this.#place;
    const { key, generation, token } = claimed;
    await journal.append({ type: 'outcome', key, generation, token, at: this.#now(), result: body });
    await ledger.settle(claimed, ledgerBody(body));
    ended(body);
  }
}

/**
 * Before a worker takes work: the ledger is told all that the journal knows, and claims of this worker that its journal has no intent
 * for are taken back, for they were never sent.
 */
export async function repairLedger({
  batch,
  worker,
  journal,
  ledger,
  nowMs,
}: Pick<WorkerPlace, 'batch' | 'worker' | 'journal' | 'ledger' | 'nowMs'>): Promise<void> {
  for (const [key, state] of journal.states) {
    const record = await journal.read(state.span);
    const claimed: ClaimedRow = { batch, key, generation: state.generation, token: record.token ?? '', worker };
    if (record.type === 'outcome') await ledger.settle(claimed, ledgerBody(record.result));
    else if (record.type === 'unsure') await ledger.settle(claimed, { ...unsureBody(record.reason, record.at), worker });
    else if (record.type === 'intent') {
      const reason = 'the worker ended before the answer came';
      await journal.append({ type: 'unsure', key, generation: state.generation, token: claimed.token, at: record.at, reason });
      await ledger.settle(claimed, { ...unsureBody(reason, new Date(nowMs()).toISOString()), worker });
    }
  }
  for (const { key, generation, token } of await ledger.claimsOf(batch, worker)) {
    if (journal.states.get(key)?.generation === generation) continue;
    await ledger.release({ batch, key, generation, token, worker });
  }
}

/** True of an outcome that a person may ask to call again. */
export const isUnsure = (outcome: RowBody | null): boolean => isRecord(outcome?.unsure);
