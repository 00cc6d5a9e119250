import { IdvError, unsentCategories } from '../../../core/errors.ts';
import { forEachConcurrently } from '../for-each-concurrently.ts';
import type { RowState } from '../journal/row-states.ts';
import { idOf } from '../manifest/check-manifest.ts';
import { writtenDigest } from '../manifest/prepare-row.ts';
import { type ManifestRow, readManifest } from '../manifest/read-manifest.ts';
import { rowKey } from '../row-key.ts';
import type { BatchRun, CalledRow, RunRuntime } from './batch-run.ts';
import { type CallRecorder, callRow, type RowEnding, releaseFiles } from './call-row.ts';
import { noFailures } from './failure-counts.ts';
import { type IssuedToken, issuedToken } from './issued-token.ts';
import { LaterResults } from './later-results.ts';
import { ResultWriter } from './result-writer.ts';
import { failedBody, type RowBody, unsureBody } from './row-body.ts';

/** Calls all rows, and then waits for the results that are read later. */
export async function runBatch(batch: BatchRun, runtime: RunRuntime): Promise<void> {
  const writer = new ResultWriter(batch, runtime);
  const later = new LaterResults(batch, writer, runtime);
  const runner = new RowRunner(batch, writer, later, runtime);
  try {
    await forEachConcurrently(rowsOf(batch, runtime), batch.concurrency, (row) => runner.work(row));
  } finally {
    await later.finish();
  }
}

async function* rowsOf({ path, callContext, results }: BatchRun, runtime: RunRuntime): AsyncGenerator<ManifestRow> {
  for await (const item of readManifest(path, callContext.reader.columns, runtime)) {
    if (!('row' in item)) continue;
    await results.room();
    yield item.row;
  }
}

/** Handles the rows: calls a row, or continues what an earlier run began. */
class RowRunner {
  readonly #batch: BatchRun;
  readonly #writer: ResultWriter;
  readonly #later: LaterResults;
  readonly #runtime: RunRuntime;
  readonly #failureCounts = noFailures();

  constructor(batch: BatchRun, writer: ResultWriter, later: LaterResults, runtime: RunRuntime) {
    this.#batch = batch;
    this.#writer = writer;
    this.#later = later;
    this.#runtime = runtime;
  }

  async work(row: ManifestRow): Promise<void> {
    const { results } = this.#batch;
    results.begin(row.row);
    try {
      await this.#work(row);
    } catch (error) {
      // The lines of later rows must not wait for it.
      results.skip(row.row);
      throw error;
    }
  }

  async #work(row: ManifestRow): Promise<void> {
    const { index, journal, results, callContext, path } = this.#batch;
    const entry = index.get(row.row);
    if (!entry || entry.kind === 'faulty') {
      results.skip(row.row);
      return;
    }
    if (entry.key !== rowKey(journal.header.batch, idOf(row))) throw manifestChanged(path);
    const state = journal.states.get(entry.key);
    if (entry.kind === 'known' && state) await this.#goOn({ row, entry, generation: state.generation }, state);
    else if (callContext.stopper.isStopped()) await this.#leave(row, entry);
    else await this.#call({ row, entry, generation: state ? state.generation + 1 : 0 });
  }

  /** A row that is not called. If an earlier run called it, the result of that call is still the last one. */
  async #leave(row: ManifestRow, entry: CalledRow['entry']): Promise<void> {
    const state = this.#batch.journal.states.get(entry.key);
    if (state) await this.#goOn({ row, entry, generation: state.generation }, state);
    else this.#batch.results.skip(row.row);
  }

  /** Continues a row that an earlier run called. */
  async #goOn(called: CalledRow, state: RowState): Promise<void> {
    const { tally, journal } = this.#batch;
    const record = await journal.read(state.span);
    // A token of an earlier run does not count as resumed, because this run reads its result.
    if (record.type !== 'issued') tally.resumed += 1;
    if (record.type === 'outcome') this.#writer.report(called.row, record.result, true);
    else if (record.type === 'issued') {
      const { facts, ...issued } = record.issued;
      this.#later.beginToken(called, issued as unknown as IssuedToken, facts as RowBody);
    } else if (record.type === 'unsure') this.#writer.report(called.row, unsureBody(record.reason, record.at));
    else if (record.type === 'intent') {
      const reason = 'the run ended before the answer came';
      const { at, media } = record;
      await journal.append({ type: 'unsure', key: called.entry.key, generation: state.generation, at, reason, ...(media && { media }) });
      this.#writer.report(called.row, unsureBody(reason, record.at));
    }
  }

  async #call(called: CalledRow): Promise<void> {
    const { journal, callContext } = this.#batch;
    if (journal.isFull) callContext.stopper.stop('the disk of the journal is full', diskFull());
    const ending = await callRow(called.row, called.entry.digest, this.#recorderOf(called), this.#failureCounts, callContext);
    await this.#conclude(called, ending);
    releaseFiles(ending, callContext.reader.action);
  }

  /** Records the intent of a call in the journal. A call that only reads is free and can be repeated, so it is not recorded. */
  #recorderOf({ row, entry: { key }, generation }: CalledRow): CallRecorder {
    const { journal, callContext } = this.#batch;
    const { readOnly } = callContext.reader.action;
    return {
      intend: async (prepared) => {
        if (readOnly) return true;
        const [written, media, stamp] = [writtenDigest(row.given), prepared.media, prepared.stamp()];
        await journal.append({ type: 'intent', key, generation, written, at: this.#writer.now(), media, ...(stamp && { stamp }) });
        return true;
      },
      release: async (reason) => {
        if (!readOnly) await journal.append({ type: 'released', key, generation, reason });
      },
    };
  }

  async #conclude(called: CalledRow, ending: RowEnding): Promise<void> {
    const { journal, callContext, vendor } = this.#batch;
    const { action } = callContext.reader;
    if (ending.step === 'left' || ending.step === 'taken') {
      await this.#leave(called.row, called.entry);
      return;
    }
    const { entry, generation } = called;
    const times = { startedAt: new Date(ending.startedAtMs).toISOString(), finishedAt: this.#writer.now() };
    const facts = { media: ending.prepared?.media ?? {}, ...times };
    const record = { key: entry.key, generation, at: times.finishedAt };
    if (ending.step === 'unsure') {
      try {
        await journal.append({ type: 'unsure', ...record, reason: ending.reason, media: facts.media });
      } finally {
        this.#writer.report(called.row, { ...unsureBody(ending.reason, times.startedAt), ...facts });
      }
      // The journal does not get a call that was not sent, so the next run checks and calls the row again.
    } else if (ending.step === 'failed' && unsentCategories.includes(ending.error.category))
      this.#writer.report(called.row, { ...failedBody(ending.error), ...facts });
    else if (ending.step === 'failed') await this.#writer.store(called, { ...failedBody(ending.error), ...facts });
    else if (!action.judgement && action.follow) {
      const issued = issuedToken(ending.outcome, action.follow, vendor, this.#runtime.nowMs());
      if (issued instanceof IdvError) {
        await this.#writer.store(called, { ...failedBody(issued), ...facts });
        return;
      }
      await this.#storeToken(called, issued, facts, record);
      this.#later.beginToken(called, issued, facts);
    } else if (action.readOnly && ending.outcome.judged.verdict === 'pending') this.#later.beginPending(called, ending.outcome, facts);
    else await this.#writer.storeAnswer(called, ending.outcome, facts);
  }

  /** Writes a token to the journal. If that fails, the token is still written to the output. */
  async #storeToken(
    called: CalledRow,
    issued: IssuedToken,
    facts: RowBody,
    record: { key: string; generation: number; at: string },
  ): Promise<void> {
    try {
      await this.#batch.journal.append({ type: 'issued', ...record, issued: { ...issued, facts } });
    } catch (error) {
      this.#later.reportPending(called, issued, facts);
      throw error;
    }
  }
}

const diskFull = (): IdvError =>
  new IdvError('output', 'the disk of the journal is full', {
    code: 'journal-full',
    hint: 'no answer is lost: make room, and run the command again',
  });

const manifestChanged = (path: string): IdvError =>
  new IdvError('usage', `${path} changed after it was checked`, {
    code: 'manifest-changed',
    hint: 'run the command again: it continues where it stopped',
  });
