import { join } from 'node:path';
import { IdvError } from '../../../core/errors.ts';
import type { Outcome } from '../../call/call.ts';
import { saveArtifacts } from '../../files/artifacts.ts';
import { filesOver } from '../../files/file-exchange.ts';
import { makeFolder } from '../../files/make-folder.ts';
import { idOf } from '../manifest/check-manifest.ts';
import type { ManifestRow } from '../manifest/read-manifest.ts';
import type { BatchRun, RowWork, RunRuntime } from './batch-run.ts';
import { answeredBody, type RowBody } from './row-body.ts';

/** `000017-anna`: a folder's name for any id, in the order of the rows. */
const folderOf = (row: ManifestRow): string =>
  `${String(row.row).padStart(6, '0')}-${idOf(row)
    .replace(/[^A-Za-z0-9._-]+/g, '_')
    .slice(0, 60)}`;

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

  tell(row: ManifestRow, body: RowBody): void {
    this.#batch.tally.note(idOf(row), body);
    this.#batch.results.write(row, body);
  }

  /** Written down before it is told: what a reader has seen is never asked for again. */
  async settle(work: RowWork, body: RowBody): Promise<void> {
    try {
      await this.#write(work, body);
    } finally {
      // An answer that no disk takes is still told.
      this.tell(work.row, body);
    }
  }

  /** Settles a row that the service answered, with its files where they are asked for. */
  async settleAnswer(work: RowWork, outcome: Outcome, facts: RowBody): Promise<void> {
    const { vendor, showPii } = this.#batch;
    const body = { ...answeredBody(vendor.name, outcome, [], showPii), ...facts };
    await this.settle(work, await this.#save(work, outcome, body));
  }

  async #write({ entry, generation }: RowWork, body: RowBody): Promise<void> {
    await this.#batch.journal.append({ type: 'outcome', key: entry.key, generation, at: this.now(), result: body });
  }

  async #save(work: RowWork, { plan, answer }: Outcome, body: RowBody): Promise<RowBody> {
    const { saveDir, caller, tally } = this.#batch;
    const { fs, uuid } = this.#runtime;
    if (!saveDir || !plan.action || answer.kind !== 'result') return body;
    // The verdict is safe before a picture is fetched.
    await this.#write(work, body);
    const dir = join(saveDir.dir, folderOf(work.row));
    try {
      await makeFolder(dir, fs);
      const target = { dir, force: saveDir.force, uuid };
      const { artifacts, fault } = await saveArtifacts(plan.action, answer.fields, target, fs, filesOver(caller.world, plan.endpoint));
      if (fault) throw fault;
      return { ...body, artifacts };
    } catch (error) {
      tally.unsaved += 1;
      caller.notice(`${dir}: ${error instanceof IdvError ? error.message : 'cannot be written'}`);
      return body;
    }
  }
}
