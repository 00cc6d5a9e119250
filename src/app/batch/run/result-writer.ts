import type { Outcome } from '../../call/call.ts';
import { idOf } from '../manifest/check-manifest.ts';
import type { ManifestRow } from '../manifest/read-manifest.ts';
import type { BatchRun, CalledRow, RunRuntime } from './batch-run.ts';
import { answeredBody, type RowBody } from './row-body.ts';
import { saveRow } from './save-row.ts';

/** Stores the results of the rows of a run: in the journal, in the output, and as files. */
export class ResultWriter {
  readonly #batch: BatchRun;
  readonly #runtime: RunRuntime;

  constructor(batch: BatchRun, runtime: RunRuntime) {
    this.#batch = batch;
    this.#runtime = runtime;
  }

  /** The current time in the format of the journal. */
  now(): string {
    return new Date(this.#runtime.nowMs()).toISOString();
  }

  /** Counts a result and writes its line. `isKept` is true if the journal contains it. */
  report(row: ManifestRow, body: RowBody, isKept = false): void {
    this.#batch.tally.note(idOf(row), body, isKept);
    this.#batch.results.write(row, body);
  }

  /** Writes a result to the journal first, and then to the output. So a row that a reader has seen as done is never called again. */
  async store(called: CalledRow, body: RowBody): Promise<void> {
    try {
      await this.#write(called, body);
    } finally {
      // If the journal cannot store the answer, it is still written to the output.
      this.report(called.row, body, true);
    }
  }

  /** Stores the answer for a row, and its files if the user wants them. */
  async storeAnswer(called: CalledRow, outcome: Outcome, facts: RowBody): Promise<void> {
    const { vendor, showPii } = this.#batch;
    // For each object that is spread and then extended, V8 creates a hidden class and keeps it for long.
    const body = Object.assign({}, answeredBody(vendor.name, outcome, [], showPii), facts);
    await this.store(called, await this.#save(called, outcome, body));
  }

  async #write({ entry, generation }: CalledRow, body: RowBody): Promise<void> {
    await this.#batch.journal.append({ type: 'outcome', key: entry.key, generation, at: this.now(), result: body });
  }

  async #save(called: CalledRow, outcome: Outcome, body: RowBody): Promise<RowBody> {
    const { saveDir, callContext, tally } = this.#batch;
    if (!saveDir || outcome.answer.kind !== 'result') return body;
    // Stores the verdict before a picture is fetched, because fetching can fail.
    await this.#write(called, body);
    const artifacts = await saveRow(called.row, outcome, saveDir, callContext, this.#runtime);
    if (artifacts === undefined) tally.unsaved += 1;
    return artifacts === undefined ? body : { ...body, artifacts };
  }
}
