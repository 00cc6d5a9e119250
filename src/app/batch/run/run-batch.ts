import { join } from 'node:path';
import { IdvError } from '../../../core/errors.ts';
import type { Runtime } from '../../../runtime.ts';
import type { Vendor } from '../../../vendors/vendor.ts';
import type { Outcome } from '../../call/call.ts';
import { callOf } from '../../call/plan.ts';
import { saveArtifacts } from '../../files/artifacts.ts';
import { filesOver } from '../../files/file-exchange.ts';
import { makeFolder } from '../../files/make-folder.ts';
import { inFlight } from '../in-flight.ts';
import type { RowJournal } from '../journal/open-journal.ts';
import type { RowState } from '../journal/scan-journal.ts';
import { idOf } from '../manifest/check-manifest.ts';
import { writtenDigest } from '../manifest/prepare-row.ts';
import { type ManifestRow, readManifest } from '../manifest/read-manifest.ts';
import type { RowEntry, RowIndex } from '../manifest/row-index.ts';
import { rowKey } from '../row-key.ts';
import { callRow, noTroubles, type RowCaller, type RowEnding } from './call-row.ts';
import { type IssuedToken, issuedToken, readingOf } from './issued-token.ts';
import { readLater } from './read-later.ts';
import type { Results } from './results.ts';
import { answeredBody, failedBody, type RowBody, unsureBody } from './row-body.ts';
import type { Slots } from './slots.ts';
import type { RowTally } from './tally.ts';

/** A checked manifest, and all that its rows are called with in this process. */
export interface BatchRun {
  path: string;
  index: RowIndex;
  journal: RowJournal;
  vendor: Vendor;
  caller: RowCaller;
  /** Slots of the action that reads the results of tokens; those of the caller where the action itself reads. */
  readingSlots: Slots;
  tally: RowTally;
  results: Results;
  concurrency: number;
  showPii: boolean;
  /** Of `--wait-timeout`. */
  waitTimeoutS: number | undefined;
  saveDir: { dir: string; force: boolean } | undefined;
}

/** One row at work: what is written of it goes to the journal under its key. */
interface Work {
  row: ManifestRow;
  entry: RowEntry;
  generation: number;
}

/** `000017-anna`: a folder's name for any id, in the order of the rows. */
const folderOf = (row: ManifestRow): string =>
  `${String(row.row).padStart(6, '0')}-${idOf(row)
    .replace(/[^A-Za-z0-9._-]+/g, '_')
    .slice(0, 60)}`;

export function createRun(batch: BatchRun, runtime: Pick<Runtime, 'fs' | 'readStdin' | 'nowMs' | 'uuid'>) {
  const { journal, caller, vendor, tally, results } = batch;
  const { action } = caller.reader;
  const follow = action.judgement ? undefined : action.follow;
  const later = new Set<Promise<void>>();
  const troubles = noTroubles();
  const now = (): string => new Date(runtime.nowMs()).toISOString();

  function tell(row: ManifestRow, body: RowBody): void {
    tally.note(idOf(row), body);
    results.write(row, body);
  }

  /** Written down before it is told: what a reader has seen is never asked for again. */
  async function settle({ row, entry, generation }: Work, body: RowBody): Promise<void> {
    try {
      await journal.append({ type: 'outcome', key: entry.key, generation, at: now(), result: body });
    } finally {
      // An answer that no disk takes is still told.
      tell(row, body);
    }
  }

  async function save({ row, entry, generation }: Work, outcome: Outcome, body: RowBody): Promise<RowBody> {
    const { plan, answer } = outcome;
    if (!batch.saveDir || !plan.action || answer.kind !== 'result') return body;
    // The verdict is safe before a picture is fetched.
    await journal.append({ type: 'outcome', key: entry.key, generation, at: now(), result: body });
    const dir = join(batch.saveDir.dir, folderOf(row));
    try {
      await makeFolder(dir, runtime.fs);
      const target = { dir, force: batch.saveDir.force, uuid: runtime.uuid };
      const { artifacts, fault } = await saveArtifacts(
        plan.action,
        answer.fields,
        target,
        runtime.fs,
        filesOver(caller.world, plan.endpoint),
      );
      if (fault) throw fault;
      return { ...body, artifacts };
    } catch (error) {
      tally.unsaved += 1;
      caller.notice(`${dir}: ${error instanceof IdvError ? error.message : 'cannot be written'}`);
      return body;
    }
  }

  async function answered(work: Work, outcome: Outcome, facts: RowBody): Promise<void> {
    const body = { ...answeredBody(vendor.name, outcome, [], batch.showPii), ...facts };
    await settle(work, await save(work, outcome, body));
  }

  async function readToken(work: Work, issued: IssuedToken, facts: RowBody): Promise<void> {
    if (!follow) return;
    // How long this run waits is no matter of the token's.
    const patienceMs = runtime.nowMs() + (batch.waitTimeoutS ?? Number.POSITIVE_INFINITY) * 1000;
    const poll = { ...issued, deadlineMs: Math.min(issued.deadlineMs, patienceMs) };
    const ended = await readLater(readingOf(issued, follow, vendor), poll, { ...caller, slots: batch.readingSlots });
    const told = { ...facts, token: issued.token, ...(issued.page === undefined ? {} : { page: issued.page }) };
    if (ended && 'error' in ended) tell(work.row, { ...failedBody(ended.error), ...told });
    else if (ended && ended.outcome.judged.verdict !== 'pending') await answered(work, ended.outcome, told);
    // What is still pending is read again by the next run.
    else tell(work.row, { provider: vendor.name, action: action.name, verdict: 'pending', billed: null, ...told });
  }

  function goOn(reading: Promise<void>): void {
    const one = reading
      .catch((failure: unknown) => {
        caller.stopper.stop('a result could not be kept', failure instanceof IdvError ? failure : undefined);
        if (!(failure instanceof IdvError)) throw failure;
      })
      .finally(() => later.delete(one));
    later.add(one);
  }

  async function pendingReading(work: Work, first: Outcome, facts: RowBody): Promise<void> {
    const poll = { deadlineMs: runtime.nowMs() + (batch.waitTimeoutS ?? 600) * 1000 };
    const reading = callOf(action, first.plan.values, first.plan.required);
    const ended = await readLater(reading, poll, caller);
    if (ended && 'outcome' in ended && ended.outcome.judged.verdict !== 'pending') await answered(work, ended.outcome, facts);
    else if (ended && 'error' in ended) tell(work.row, { ...failedBody(ended.error), ...facts });
    else tell(work.row, { ...answeredBody(vendor.name, first, [], batch.showPii), ...facts });
  }

  async function conclude(work: Work, ending: RowEnding): Promise<void> {
    if (ending.step === 'left' || ending.step === 'taken') {
      results.skip(work.row.row);
      return;
    }
    const { key } = work.entry;
    const { generation } = work;
    const times = { startedAt: new Date(ending.startedAtMs).toISOString(), finishedAt: now() };
    const facts = { media: ending.prepared?.media ?? {}, ...times };
    if (ending.step === 'unsure') {
      await journal.append({ type: 'unsure', key, generation, at: now(), reason: ending.reason });
      tell(work.row, { ...unsureBody(ending.reason, times.startedAt), ...facts });
    } else if (ending.step === 'failed') await settle(work, { ...failedBody(ending.error), ...facts });
    else if (follow) {
      const issued = issuedToken(ending.outcome, follow, vendor, runtime.nowMs());
      await journal.append({ type: 'issued', key, generation, at: now(), issued: { ...issued, facts } });
      goOn(readToken(work, issued, facts));
    } else if (action.readOnly && ending.outcome.judged.verdict === 'pending') goOn(pendingReading(work, ending.outcome, facts));
    else await answered(work, ending.outcome, facts);
  }

  async function callNew(work: Work): Promise<void> {
    const { key, digest } = work.entry;
    const { generation } = work;
    const claim = {
      async intend(): Promise<boolean> {
        // Reading is free, and can be done again.
        if (!action.readOnly) await journal.append({ type: 'intent', key, generation, written: writtenDigest(work.row.given), at: now() });
        return true;
      },
      async release(reason: string): Promise<void> {
        if (!action.readOnly) await journal.append({ type: 'released', key, generation, reason });
      },
    };
    if (journal.isFull) caller.stopper.stop('the disk of the journal is full', diskFull());
    await conclude(work, await callRow(work.row, digest, claim, troubles, caller));
  }

  /** A row that an earlier run called. */
  async function goOnWith(work: Work, state: RowState): Promise<void> {
    tally.resumed += 1;
    const record = await journal.read(state.span);
    if (record.type === 'outcome') tell(work.row, record.result);
    else if (record.type === 'issued') {
      const { facts, ...issued } = record.issued;
      goOn(readToken(work, issued as unknown as IssuedToken, facts as RowBody));
    } else if (record.type === 'unsure') tell(work.row, unsureBody(record.reason, record.at));
    else if (record.type === 'intent') {
      const reason = 'the run ended before the answer came';
      await journal.append({ type: 'unsure', key: work.entry.key, generation: state.generation, at: record.at, reason });
      tell(work.row, unsureBody(reason, record.at));
    }
  }

  async function work(row: ManifestRow): Promise<void> {
    const entry = batch.index.get(row.row);
    if (!entry || entry.kind === 'faulty') {
      results.skip(row.row);
      return;
    }
    if (entry.key !== rowKey(journal.header.batch, idOf(row))) throw manifestChanged(batch.path);
    const state = journal.states.get(entry.key);
    if (entry.kind === 'known' && state) await goOnWith({ row, entry, generation: state.generation }, state);
    else if (caller.stopper.isStopped()) results.skip(row.row);
    else await callNew({ row, entry, generation: state ? state.generation + 1 : 0 });
  }

  async function* rows(): AsyncGenerator<ManifestRow> {
    for await (const item of readManifest(batch.path, caller.reader.columns, runtime)) if ('row' in item) yield item.row;
  }

  /** Works on all rows, and then waits for the results that are read later. */
  return async function run(): Promise<void> {
    try {
      await inFlight(rows(), batch.concurrency, work);
    } finally {
      while (later.size > 0) await Promise.all(later);
    }
  };
}

const diskFull = (): IdvError =>
  new IdvError('output', 'the disk of the journal is full', {
    code: 'journal-full',
    hint: 'no answer is lost: make room, and run the command again',
  });

const manifestChanged = (path: string): IdvError =>
  new IdvError('usage', `${path} changed after it was checked`, {
    code: 'manifest-changed',
    hint: 'run the command again: it goes on where it stopped',
  });
