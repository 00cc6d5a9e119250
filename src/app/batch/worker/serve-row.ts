import { IdvError } from '../../../core/errors.ts';
import { isRecord } from '../../../core/json.ts';
import type { ClaimedRow } from '../engine/ledger.ts';
import type { JobResult, RowJob } from '../engine/row-queue.ts';
import { writtenDigest } from '../manifest/prepare-row.ts';
import type { ManifestRow } from '../manifest/read-manifest.ts';
import { type CallRecorder, callRow, type RowEnding, releaseFiles } from '../run/call-row.ts';
import { noFailures } from '../run/failure-counts.ts';
import { issuedToken } from '../run/issued-token.ts';
import { answeredBody, failedBody, type RowBody, unsureBody } from '../run/row-body.ts';
import { readLaterRow, sealLater } from './later-row.ts';
import { LedgerCheck } from './ledger-check.ts';
import { ledgerBody, rowName, rowOfJob, type WorkerContext } from './worker-context.ts';

/** How long to wait before looking again at a row that another worker has. */
const otherWorkerMs = 30_000;
/** For how long a result is requested if the action of the row reads it itself. */
const readingMs = 600_000;
const firstReadingMs = 2000;

/** Serves rows of a batch: calls each row that it can claim in the ledger, and records the outcome in the journal, then in the ledger. */
export class RowServer {
  readonly #context: WorkerContext;
  readonly #failureCounts = noFailures();
  /** Rows that this worker has sent, in this process or an earlier one. They are not called again, even if the ledger has lost them. */
  readonly #sent = new Set<string>();
  /** Rows that this process is calling now. If the queue considers this process dead, it may give it the same row again. */
  readonly #atWork = new Set<string>();
  readonly #ledgerCheck: LedgerCheck;
  #turns = 0;

  /** `server` is the start time that the server reported when the ledger was last known to be complete. */
  constructor(context: WorkerContext, server: string) {
    this.#context = context;
    for (const [key, { generation }] of context.journal.states) this.#sent.add(rowName({ key, generation }));
    this.#ledgerCheck = new LedgerCheck(context, this.#sent, server);
  }

  /** Checks whether the server has restarted, at a time without claims. */
  async watch(): Promise<void> {
    await this.#ledgerCheck.mayCall(await this.#context.ledger.server());
  }

  async serve(job: RowJob): Promise<JobResult> {
    const name = rowName(job);
    if (this.#atWork.has(name)) return { againMs: otherWorkerMs };
    this.#atWork.add(name);
    try {
      return await this.#serve(job, name);
    } finally {
      this.#atWork.delete(name);
    }
  }

  async #serve(job: RowJob, name: string): Promise<JobResult> {
    const { batch, batchKey, ledger, callContext, token, worker } = this.#context;
    const { key, generation } = job;
    const known = await ledger.look(batch, key, generation);
    if (known?.outcome) return 'done';
    if (known?.later) return readLaterRow(job, known, this.#context);
    if (known?.overdue) {
      await ledger.giveUp(batch, key, generation, unsureBody('its worker ended before the answer came', this.#now()));
      return 'done';
    }
    if (known || this.#sent.has(name)) return { againMs: otherWorkerMs };
    if (callContext.stopper.isStopped()) return { againMs: 1000 };
    const { row, digest } = rowOfJob(job, batchKey);
    // The token is unique for each attempt, so that a later attempt at the same row does not own this claim.
    this.#turns += 1;
    const claimed: ClaimedRow = { batch, key, generation, token: `${token}/${name}/${this.#turns}`, worker };
    if (callContext.reader.action.readOnly) return this.#postpone(claimed, { deadlineMs: this.#context.nowMs() + readingMs, facts: {} }, 0);
    const recorder = this.#recorderOf(row, job.tag, claimed);
    const ending = await callRow(row, digest, recorder, this.#failureCounts, callContext);
    const handled = recorder.isStale() ? 'done' : await this.#conclude(row, claimed, ending);
    releaseFiles(ending, callContext.reader.action);
    return handled;
  }

  #now(): string {
    return new Date(this.#context.nowMs()).toISOString();
  }

  #recorderOf(row: ManifestRow, tag: string, claimed: ClaimedRow): CallRecorder & { isStale(): boolean } {
    const { ledger, journal, deadlineS } = this.#context;
    const { key, generation, token } = claimed;
    let stale = false;
    return {
      /** True if the row was removed from the batch, or its values were changed. */
      isStale: () => stale,
      intend: async ({ media }) => {
        const { claim, server } = await ledger.claim(claimed, tag, deadlineS);
        stale = claim === 'not-a-member';
        if (claim !== 'own') return false;
        if (!(await this.#ledgerCheck.mayCall(server))) {
          await ledger.release(claimed);
          return false;
        }
        this.#sent.add(rowName(claimed));
        await journal.append({ type: 'intent', key, generation, written: writtenDigest(row.given), at: this.#now(), media, token });
        return true;
      },
      release: async (reason) => {
        await journal.append({ type: 'released', key, generation, reason });
        this.#sent.delete(rowName(claimed));
        await ledger.release(claimed);
      },
    };
  }

  async #postpone(claimed: ClaimedRow, later: Parameters<typeof sealLater>[0], againMs = firstReadingMs): Promise<JobResult> {
    const { ledger, batchKey } = this.#context;
    await ledger.postpone(claimed, sealLater(later, batchKey, claimed.key));
    return { againMs };
  }

  async #conclude(row: ManifestRow, claimed: ClaimedRow, ending: RowEnding): Promise<JobResult> {
    if (ending.step === 'left') return { againMs: 1000 };
    if (ending.step === 'taken') return { againMs: otherWorkerMs };
    const { journal, ledger, vendor, worker, ended, callContext, save } = this.#context;
    const { follow, judgement } = callContext.reader.action;
    const at = this.#now();
    const facts = { media: ending.prepared?.media ?? {}, startedAt: new Date(ending.startedAtMs).toISOString(), finishedAt: at };
    const { key, generation, token } = claimed;
    if (ending.step === 'unsure') {
      const body = { ...unsureBody(ending.reason, facts.startedAt), ...facts, worker };
      await journal.append({ type: 'unsure', key, generation, token, at, reason: ending.reason, media: facts.media });
      await ledger.settle(claimed, body);
      ended(body);
      return 'done';
    }
    if (ending.step === 'failed') return this.#settle(claimed, { ...failedBody(ending.error), ...facts });
    if (judgement || !follow) {
      const body = Object.assign({}, answeredBody(vendor.name, ending.outcome, [], false), facts);
      return this.#settle(claimed, body, () => save(row, ending.outcome));
    }
    const issued = issuedToken(ending.outcome, follow, vendor, this.#context.nowMs());
    if (issued instanceof IdvError) return this.#settle(claimed, { ...failedBody(issued), ...facts });
    await journal.append({ type: 'issued', key, generation, token, at, issued: { ...issued, facts } });
    return this.#postpone(claimed, { issued, deadlineMs: issued.deadlineMs, facts });
  }

  /** Records the outcome of a row in the journal, then in the ledger. The journal has the verdict before `keepFiles` fetches a picture. */
  async #settle(claimed: ClaimedRow, body: RowBody, keepFiles?: () => ReturnType<WorkerContext['save']>): Promise<JobResult> {
    const { journal, ledger, ended } = this.#context;
    const { key, generation, token } = claimed;
    await journal.append({ type: 'outcome', key, generation, token, at: this.#now(), result: body });
    const complete = keepFiles ? { ...body, artifacts: (await keepFiles()) ?? [] } : body;
    await ledger.settle(claimed, ledgerBody(complete));
    ended(complete);
    return 'done';
  }
}

/** True if it is not known whether the call of the row was made. */
export const isUnsure = (outcome: RowBody | null): boolean => isRecord(outcome?.unsure);
