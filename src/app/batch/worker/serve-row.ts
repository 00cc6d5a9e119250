import { IdvError } from '../../../core/errors.ts';
import { isRecord } from '../../../core/json.ts';
import type { ClaimedRow } from '../engine/ledger.ts';
import type { Handled, RowJob } from '../engine/row-queue.ts';
import { writtenDigest } from '../manifest/prepare-row.ts';
import type { ManifestRow } from '../manifest/read-manifest.ts';
import { callRow, type RowClaim, type RowEnding, releaseFiles } from '../run/call-row.ts';
import { issuedToken } from '../run/issued-token.ts';
import { answeredBody, failedBody, type RowBody, unsureBody } from '../run/row-body.ts';
import { noTroubles } from '../run/troubles.ts';
import { readLaterRow, sealLater } from './later-row.ts';
import { LedgerTrust } from './ledger-trust.ts';
import { ledgerBody, rowName, rowOfJob, type WorkerPlace } from './worker-place.ts';

/** How long a row that someone else has is left alone. */
const strangerMs = 30_000;
/** How long a result that the row itself reads is asked for. */
const readingMs = 600_000;
const firstReadingMs = 2000;

/** Serves rows of a batch: calls each that the ledger lets it claim, and writes down what came of it, first here and then there. */
export class RowServer {
  readonly #place: WorkerPlace;
  readonly #troubles = noTroubles();
  /** Rows that this worker has sent, in this process or before: the second fence. */
  readonly #sent = new Set<string>();
  /** Rows that this process works on: a queue that takes it for dead gives it the same row again. */
  readonly #atWork = new Set<string>();
  readonly #trust: LedgerTrust;
  #turns = 0;

  /** `server` is what the server says of its start, as the ledger was last known to be right. */
  constructor(place: WorkerPlace, server: string) {
    this.#place = place;
    for (const [key, { generation }] of place.journal.states) this.#sent.add(rowName({ key, generation }));
    this.#trust = new LedgerTrust(place, this.#sent, server);
  }

  /** Looks whether the server has restarted, although no row is claimed now. */
  async watch(): Promise<void> {
    await this.#trust.holds(await this.#place.ledger.server());
  }

  async serve(job: RowJob): Promise<Handled> {
    const name = rowName(job);
    if (this.#atWork.has(name)) return { againMs: strangerMs };
    this.#atWork.add(name);
    try {
      return await this.#serve(job, name);
    } finally {
      this.#atWork.delete(name);
    }
  }

  async #serve(job: RowJob, name: string): Promise<Handled> {
    const { batch, batchKey, ledger, caller, token, worker } = this.#place;
    const { key, generation } = job;
    const known = await ledger.look(batch, key, generation);
    if (known?.outcome) return 'done';
    if (known?.later) return readLaterRow(job, known, this.#place);
    if (known?.overdue) {
      await ledger.giveUp(batch, key, generation, unsureBody('its worker ended before the answer came', this.#now()));
      return 'done';
    }
    if (known || this.#sent.has(name)) return { againMs: strangerMs };
    if (caller.stopper.isStopped()) return { againMs: 1000 };
    const { row, digest } = rowOfJob(job, batchKey);
    // Of this turn alone: another one with the same row is a stranger to it.
    this.#turns += 1;
    const claimed: ClaimedRow = { batch, key, generation, token: `${token}/${name}/${this.#turns}`, worker };
    if (caller.reader.action.readOnly) return this.#postpone(claimed, { deadlineMs: this.#place.nowMs() + readingMs, facts: {} }, 0);
    const claim = this.#claimOf(row, job.tag, claimed);
    const ending = await callRow(row, digest, claim, this.#troubles, caller);
    const handled = claim.isStale() ? 'done' : await this.#conclude(row, claimed, ending);
    releaseFiles(ending, caller.reader.action);
    return handled;
  }

  #now(): string {
    return new Date(this.#place.nowMs()).toISOString();
  }

  #claimOf(row: ManifestRow, tag: string, claimed: ClaimedRow): RowClaim & { isStale(): boolean } {
    const { ledger, journal, deadlineS } = this.#place;
    const { key, generation, token } = claimed;
    let stale = false;
    return {
      /** The row was taken out of the batch, or has other values by now. */
      isStale: () => stale,
      intend: async () => {
        const { claim, server } = await ledger.claim(claimed, tag, deadlineS);
        stale = claim === 'not-a-member';
        if (claim !== 'own') return false;
        if (!(await this.#trust.holds(server))) {
          await ledger.release(claimed);
          return false;
        }
        this.#sent.add(rowName(claimed));
        await journal.append({ type: 'intent', key, generation, written: writtenDigest(row.given), at: this.#now(), token });
        return true;
      },
      release: async (reason) => {
        await journal.append({ type: 'released', key, generation, reason });
        this.#sent.delete(rowName(claimed));
        await ledger.release(claimed);
      },
    };
  }

  async #postpone(claimed: ClaimedRow, later: Parameters<typeof sealLater>[0], againMs = firstReadingMs): Promise<Handled> {
    const { ledger, batchKey } = this.#place;
    await ledger.postpone(claimed, sealLater(later, batchKey, claimed.key));
    return { againMs };
  }

  async #conclude(row: ManifestRow, claimed: ClaimedRow, ending: RowEnding): Promise<Handled> {
    if (ending.step === 'left') return { againMs: 1000 };
    if (ending.step === 'taken') return { againMs: strangerMs };
    const { journal, ledger, vendor, worker, ended, caller, save } = this.#place;
    const { follow, judgement } = caller.reader.action;
    const at = this.#now();
    const facts = { media: ending.prepared?.media ?? {}, startedAt: new Date(ending.startedAtMs).toISOString(), finishedAt: at };
    const { key, generation, token } = claimed;
    if (ending.step === 'unsure') {
      const body = { ...unsureBody(ending.reason, facts.startedAt), ...facts, worker };
      await journal.append({ type: 'unsure', key, generation, token, at, reason: ending.reason });
      await ledger.settle(claimed, body);
      ended(body);
      return 'done';
    }
    if (ending.step === 'failed') return this.#settle(claimed, { ...failedBody(ending.error), ...facts });
    if (judgement || !follow) {
      const body = Object.assign({}, answeredBody(vendor.name, ending.outcome, [], false), facts);
      return this.#settle(claimed, body, () => save(row, ending.outcome));
    }
    const issued = issuedToken(ending.outcome, follow, vendor, this.#place.nowMs());
    if (issued instanceof IdvError) return this.#settle(claimed, { ...failedBody(issued), ...facts });
    await journal.append({ type: 'issued', key, generation, token, at, issued: { ...issued, facts } });
    return this.#postpone(claimed, { issued, deadlineMs: issued.deadlineMs, facts });
  }

  /** Writes down what came of a row, in the journal and then in the ledger. The verdict is safe before `keepFiles` fetches a picture. */
  async #settle(claimed: ClaimedRow, body: RowBody, keepFiles?: () => ReturnType<WorkerPlace['save']>): Promise<Handled> {
    const { journal, ledger, ended } = this.#place;
    const { key, generation, token } = claimed;
    await journal.append({ type: 'outcome', key, generation, token, at: this.#now(), result: body });
    const told = keepFiles ? { ...body, artifacts: (await keepFiles()) ?? [] } : body;
    await ledger.settle(claimed, ledgerBody(told));
    ended(told);
    return 'done';
  }
}

/** True of an outcome that a person may ask to call again. */
export const isUnsure = (outcome: RowBody | null): boolean => isRecord(outcome?.unsure);
