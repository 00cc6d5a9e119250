import { IdvError } from '../../../core/errors.ts';
import type { Outcome } from '../../call/call.ts';
import { callOf } from '../../call/plan.ts';
import type { BatchRun, CalledRow, RunRuntime } from './batch-run.ts';
import { type IssuedToken, readingOf } from './issued-token.ts';
import { readLater } from './read-later.ts';
import type { ResultWriter } from './result-writer.ts';
import { answeredBody, failedBody, type RowBody } from './row-body.ts';

/** The members of a token that a person needs. */
const tokenOf = ({ token, page }: IssuedToken): RowBody => ({ token, ...(page === undefined ? {} : { page }) });

/** Results that are not final when their call ends. Each is read again until it is final, while other rows are called. */
export class LaterResults {
  readonly #batch: BatchRun;
  readonly #writer: ResultWriter;
  readonly #runtime: RunRuntime;
  readonly #running = new Set<Promise<void>>();

  constructor(batch: BatchRun, writer: ResultWriter, runtime: RunRuntime) {
    this.#batch = batch;
    this.#writer = writer;
    this.#runtime = runtime;
  }

  /** Begins to read the result of a token. */
  beginToken(called: CalledRow, issued: IssuedToken, facts: RowBody): void {
    this.#begin(called, this.#readToken(called, issued, facts));
  }

  /** Begins to read a pending result again. */
  beginPending(called: CalledRow, first: Outcome, facts: RowBody): void {
    this.#begin(called, this.#readPending(called, first, facts));
  }

  /** Reports that a token has no result yet. */
  reportPending(called: CalledRow, issued: IssuedToken, facts: RowBody): void {
    const { callContext, vendor } = this.#batch;
    const { name } = callContext.reader.action;
    this.#writer.report(called.row, {
      provider: vendor.name,
      action: name,
      verdict: 'pending',
      billed: null,
      ...facts,
      ...tokenOf(issued),
    });
  }

  /** Waits for all readings that were begun. */
  async finish(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  #begin({ row }: CalledRow, reading: Promise<void>): void {
    const one = reading
      .catch((failure: unknown) => {
        this.#batch.results.skip(row.row);
        this.#batch.callContext.stopper.stop('a result could not be kept', failure instanceof IdvError ? failure : undefined);
        if (!(failure instanceof IdvError)) throw failure;
      })
      .finally(() => this.#running.delete(one));
    this.#running.add(one);
  }

  async #readToken(called: CalledRow, issued: IssuedToken, facts: RowBody): Promise<void> {
    const { callContext, vendor, readingSlots, waitTimeoutS } = this.#batch;
    const { action } = callContext.reader;
    if (action.judgement || !action.follow) return;
    // This run waits no longer than `--wait-timeout`, but the stored deadline of the token stays as it is.
    const waitUntilMs = this.#runtime.nowMs() + (waitTimeoutS ?? Number.POSITIVE_INFINITY) * 1000;
    const poll = { ...issued, deadlineMs: Math.min(issued.deadlineMs, waitUntilMs) };
    const ended = await readLater(readingOf(issued, action.follow, vendor), poll, { ...callContext, slots: readingSlots });
    const reported = { ...facts, ...tokenOf(issued) };
    if (ended && 'error' in ended) this.#writer.report(called.row, { ...failedBody(ended.error), ...reported });
    else if (ended && ended.outcome.judged.verdict !== 'pending') await this.#writer.storeAnswer(called, ended.outcome, reported);
    // The next run reads a result again that is still pending.
    else this.reportPending(called, issued, facts);
  }

  async #readPending(called: CalledRow, first: Outcome, facts: RowBody): Promise<void> {
    const { callContext, vendor, waitTimeoutS, showPii } = this.#batch;
    const poll = { deadlineMs: this.#runtime.nowMs() + (waitTimeoutS ?? 600) * 1000 };
    const reading = callOf(callContext.reader.action, first.plan.values, first.plan);
    const ended = await readLater(reading, poll, callContext);
    if (ended && 'outcome' in ended && ended.outcome.judged.verdict !== 'pending')
      await this.#writer.storeAnswer(called, ended.outcome, facts);
    else if (ended && 'error' in ended) this.#writer.report(called.row, { ...failedBody(ended.error), ...facts });
    else this.#writer.report(called.row, { ...answeredBody(vendor.name, first, [], showPii), ...facts });
  }
}
