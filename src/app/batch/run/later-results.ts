import { IdvError } from '../../../core/errors.ts';
import type { Outcome } from '../../call/call.ts';
import { callOf } from '../../call/plan.ts';
import type { BatchRun, RowWork, RunRuntime } from './batch-run.ts';
import { type IssuedToken, readingOf } from './issued-token.ts';
import { readLater } from './read-later.ts';
import type { ResultKeeper } from './result-keeper.ts';
import { answeredBody, failedBody, type RowBody } from './row-body.ts';

/** What a person needs of a token. */
const tokenOf = ({ token, page }: IssuedToken): RowBody => ({ token, ...(page === undefined ? {} : { page }) });

/** Results that are not final when a call ends: each is read until it is, while other rows are called. */
export class LaterResults {
  readonly #batch: BatchRun;
  readonly #keeper: ResultKeeper;
  readonly #runtime: RunRuntime;
  readonly #underWay = new Set<Promise<void>>();

  constructor(batch: BatchRun, keeper: ResultKeeper, runtime: RunRuntime) {
    this.#batch = batch;
    this.#keeper = keeper;
    this.#runtime = runtime;
  }

  /** Begins to read the result of a token. */
  beginToken(work: RowWork, issued: IssuedToken, facts: RowBody): void {
    this.#begin(this.#readToken(work, issued, facts));
  }

  /** Begins to read a result again that was pending. */
  beginPending(work: RowWork, first: Outcome, facts: RowBody): void {
    this.#begin(this.#readPending(work, first, facts));
  }

  /** Tells of a token that it has no result yet. */
  tellPending(work: RowWork, issued: IssuedToken, facts: RowBody): void {
    const { caller, vendor } = this.#batch;
    const { name } = caller.reader.action;
    this.#keeper.tell(work.row, { provider: vendor.name, action: name, verdict: 'pending', billed: null, ...facts, ...tokenOf(issued) });
  }

  /** Waits for all that was begun. */
  async finish(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  #begin(reading: Promise<void>): void {
    const one = reading
      .catch((failure: unknown) => {
        this.#batch.caller.stopper.stop('a result could not be kept', failure instanceof IdvError ? failure : undefined);
        if (!(failure instanceof IdvError)) throw failure;
      })
      .finally(() => this.#underWay.delete(one));
    this.#underWay.add(one);
  }

  async #readToken(work: RowWork, issued: IssuedToken, facts: RowBody): Promise<void> {
    const { caller, vendor, readingSlots, waitTimeoutS } = this.#batch;
    const { action } = caller.reader;
    if (action.judgement || !action.follow) return;
    // How long this run waits is no matter of the token's.
    const patienceMs = this.#runtime.nowMs() + (waitTimeoutS ?? Number.POSITIVE_INFINITY) * 1000;
    const poll = { ...issued, deadlineMs: Math.min(issued.deadlineMs, patienceMs) };
    const ended = await readLater(readingOf(issued, action.follow, vendor), poll, { ...caller, slots: readingSlots });
    const told = { ...facts, ...tokenOf(issued) };
    if (ended && 'error' in ended) this.#keeper.tell(work.row, { ...failedBody(ended.error), ...told });
    else if (ended && ended.outcome.judged.verdict !== 'pending') await this.#keeper.settleAnswer(work, ended.outcome, told);
    // What is still pending is read again by the next run.
    else this.tellPending(work, issued, facts);
  }

  async #readPending(work: RowWork, first: Outcome, facts: RowBody): Promise<void> {
    const { caller, vendor, waitTimeoutS, showPii } = this.#batch;
    const poll = { deadlineMs: this.#runtime.nowMs() + (waitTimeoutS ?? 600) * 1000 };
    const reading = callOf(caller.reader.action, first.plan.values, first.plan);
    const ended = await readLater(reading, poll, caller);
    if (ended && 'outcome' in ended && ended.outcome.judged.verdict !== 'pending')
      await this.#keeper.settleAnswer(work, ended.outcome, facts);
    else if (ended && 'error' in ended) this.#keeper.tell(work.row, { ...failedBody(ended.error), ...facts });
    else this.#keeper.tell(work.row, { ...answeredBody(vendor.name, first, [], showPii), ...facts });
  }
}
