import type { Outcome } from '../../call/call.ts';
import { idOf } from '../manifest/check-manifest.ts';
import type { ManifestRow } from '../manifest/read-manifest.ts';
import type { BatchRun, RowWork, RunRuntime } from './batch-run.ts';
import { answeredBody, type RowBody } from './row-body.ts';
import { saveRow } from './save-row.ts';

/** Keeps what came of the rows of a run: in the journal, among the results, and as files. */
export class ResultKeeper {
  readonly #batch: BatchRun;
  readonly #runtime: RunRuntime;

  constructor(batch: BatchRun, runtime: RunRuntime) {
    this.#batch = batch;
    this.#runtime = runtime;
  }

  /** The moment, as the journal writes it. */
  now(): string {
    return new Date(this.#runtime.nowMs()).toISOString();
  }

  /** `isKept`: the journal has it. */
  tell(row: ManifestRow, body: RowBody, isKept = false): void {
    this.#batch.tally.note(idOf(row), body, isKept);
    this.#batch.results.write(row, body);
  }

  /** Written down before it is told: what a reader has seen is never asked for again. */
  async settle(work: RowWork, body: RowBody): Promise<void> {
    try {
      await this.#write(work, body);
    } finally {
      // An answer that no disk takes is still told.
      this.tell(work.row, body, true);
    }
  }

  /** Settles a row that the service answered, with its files where they are asked for. */
  async settleAnswer(work: RowWork, outcome: Outcome, facts: RowBody): Promise<void> {
    const { vendor, showPii } = this.#batch;
    // V8 makes a class of its own for each object that is spread and then added to, and keeps it for long.
    const body = Object.assign({}, answeredBody(vendor.name, outcome, [], showPii), facts);
    await this.settle(work, await this.#save(work, outcome, body));
  }

  async #write({ entry, generation }: RowWork, body: RowBody): Promise<void> {
    await this.#batch.journal.append({ type: 'outcome', key: entry.key, generation, at: this.now(), result: body });
  }

  async #save(work: RowWork, outcome: Outcome, body: RowBody): Promise<RowBody> {
    const { saveDir, caller, tally } = this.#batch;
    if (!saveDir || outcome.answer.kind !== 'result') return body;
    // The verdict is safe before a picture is fetched.
    await this.#write(work, body);
    const artifacts = await saveRow(work.row, outcome, saveDir, caller, this.#runtime);
    if (artifacts === undefined) tally.unsaved += 1;
    return artifacts === undefined ? body : { ...body, artifacts };
  }
}
