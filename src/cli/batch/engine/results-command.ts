import { resolve } from 'node:path';
import type { LedgerBatch } from '../../../app/batch/engine/batch-register.ts';
import type { LedgerRow } from '../../../app/batch/engine/ledger.ts';
import { idOf } from '../../../app/batch/manifest/check-manifest.ts';
import { columnsOf } from '../../../app/batch/manifest/columns.ts';
import { readManifest } from '../../../app/batch/manifest/read-manifest.ts';
import { rowKey } from '../../../app/batch/row-key.ts';
import { resultLine } from '../../../app/batch/run/results.ts';
import type { RowBody } from '../../../app/batch/run/row-body.ts';
import { createRowTally } from '../../../app/batch/run/tally.ts';
import { unsealLater } from '../../../app/batch/worker/later-row.ts';
import { shellWord } from '../../../config/shown.ts';
import type { Problem } from '../../../core/errors.ts';
import { plainOptions } from '../../flags/plain-options.ts';
import { readGlobals } from '../../flags/read-globals.ts';
import type { Handler } from '../../handler.ts';
import { openLineFile } from '../line-file.ts';
import { actionOfBatch, failOnOf, lineFlagProblems } from '../run-request.ts';
import { sandboxNotice } from '../sandbox-notice.ts';
import { runExitCode, summaryText } from '../summary.ts';
import { type BatchKey, keyPathOf, requireBatchKey, workerCommand } from './key-file.ts';
import { requireBatch, withEngine } from './open-engine.ts';

/** The result of a row so far. Only the holder of the key can read the token of a later result, and the page for the person. */
function bodyOf(known: LedgerRow | undefined, { key, provider, action }: BatchKey): RowBody | undefined {
  if (!known?.later) return known?.outcome ?? undefined;
  const { issued, facts } = unsealLater(known.later, key, known.key);
  const tokenFacts = issued ? { token: issued.token, ...(issued.page === undefined ? {} : { page: issued.page }) } : {};
  return { ...(known.outcome ?? { provider, action, verdict: 'pending', billed: null, ...facts }), ...tokenFacts };
}

/** What has to happen so that the waiting rows are called. */
function waitingHint({ closed, paused }: LedgerBatch, key: BatchKey, manifest: string): string {
  if (closed) return 'the batch was cancelled: submit the manifest again to continue';
  if (paused !== null) return `the batch is paused: continue with idv batch resume ${shellWord(manifest)}`;
  const { place } = key;
  const flag = place === 'service' ? '' : place === 'sandbox' ? ' --sandbox' : ` --endpoint ${shellWord(place)}`;
  return `a worker calls them: ${workerCommand(manifest, flag, key)}`;
}

/**
 * `idv batch results`: one line per row, in the order of the manifest, from the ledger. Row ids are added here, because only the producer
 * knows them.
 */
export const batchResults: Handler = async (invocation) => {
  const { runtime, options: raw, args } = invocation;
  const [manifest = ''] = args;
  const problems: Problem[] = [];
  const failOn = failOnOf(raw.failOn, problems);
  problems.push(...lineFlagProblems(readGlobals(raw).options));
  plainOptions(raw, runtime, problems);
  const key = await requireBatchKey(await keyPathOf(manifest, runtime), runtime.fs);
  const action = actionOfBatch(key);
  const { rows, batch } = await withEngine(invocation, async ({ ledger, register }) => ({
    rows: await ledger.all(key.batch),
    batch: await requireBatch({ register }, key.batch),
  }));
  const tally = createRowTally();
  const again = `idv batch retry ${shellWord(manifest)}`;
  const noteSandbox = sandboxNotice(runtime, () => false);
  const file = typeof raw.out === 'string' ? await openLineFile(resolve(runtime.cwd, raw.out), runtime.fs, () => undefined) : undefined;
  for await (const item of readManifest(resolve(runtime.cwd, manifest), columnsOf(action), runtime)) {
    const body = 'row' in item ? bodyOf(rows.get(rowKey(key.key, idOf(item.row))), key) : undefined;
    if (!('row' in item) || !body) continue;
    tally.note(idOf(item.row), body);
    noteSandbox(body);
    const line = resultLine(item.row, body);
    if (file) file.write(line);
    else runtime.stdout.write(line);
  }
  await file?.close();
  const end = { tally, total: batch.rows, left: batch.rows - tally.done, invalid: 0, reason: undefined, price: undefined };
  const calling = { notCalled: waitingHint(batch, key, manifest), notFinal: 'start idv worker again' };
  const words = { failed: `${again} --failed`, unsure: `${again} --unsure`, ...calling };
  runtime.stderr.write(summaryText(end, words));
  return end.left > 0 && tally.unsure.rows === 0 ? 13 : runExitCode(end, failOn, undefined);
};
