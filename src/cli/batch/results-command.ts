import { resolve } from 'node:path';
import { idOf } from '../../app/batch/manifest/check-manifest.ts';
import { columnsOf } from '../../app/batch/manifest/columns.ts';
import { readManifest } from '../../app/batch/manifest/read-manifest.ts';
import { rowKey } from '../../app/batch/row-key.ts';
import { resultLine } from '../../app/batch/run/results.ts';
import { createRowTally } from '../../app/batch/run/tally.ts';
import { IdvError, type Problem, problemsError } from '../../core/errors.ts';
import { allActions } from '../../vendors/catalogue.ts';
import { plainOptions } from '../flags/plain-options.ts';
import type { Handler } from '../handler.ts';
import { keyPathOf, requireBatchKey } from './key-file.ts';
import { openLineFile } from './line-file.ts';
import { requireBatch, withEngine } from './open-engine.ts';
import { failOnOf } from './run-request.ts';
import { runExitCode, summaryText } from './summary.ts';

/** `idv batch results`: one line a row, in the order of the manifest, from the ledger; names are joined here, where they are known. */
export const batchResults: Handler = async ({ runtime, options: raw, args }) => {
  const [manifest = ''] = args;
  const problems: Problem[] = [];
  const failOn = failOnOf(raw.failOn, problems);
  if (problems.length > 0) throw problemsError(problems);
  plainOptions(raw, runtime);
  const key = await requireBatchKey(keyPathOf(resolve(runtime.cwd, manifest)), runtime.fs);
  const action = allActions.find(({ name, vendor }) => name === key.action && vendor === key.provider);
  if (!action)
    throw new IdvError('config', `${key.action} is no action of this version`, {
      code: 'unknown-action',
      hint: 'use the version that submitted it',
    });
  const { rows, total } = await withEngine(raw.engine, runtime, async ({ ledger }) => ({
    rows: await ledger.all(key.batch),
    total: (await requireBatch(ledger, key.batch)).rows,
  }));
  const tally = createRowTally();
  const file = typeof raw.out === 'string' ? await openLineFile(resolve(runtime.cwd, raw.out), runtime.fs, () => undefined) : undefined;
  for await (const item of readManifest(resolve(runtime.cwd, manifest), columnsOf(action), runtime)) {
    const body = 'row' in item ? rows.get(rowKey(key.key, idOf(item.row)))?.outcome : undefined;
    if (!('row' in item) || !body) continue;
    tally.note(idOf(item.row), body);
    const line = resultLine(item.row, body);
    if (file) file.write(line);
    else runtime.stdout.write(line);
  }
  await file?.close();
  const end = { tally, total, left: total - tally.done, invalid: 0, reason: undefined, price: undefined };
  runtime.stderr.write(summaryText(end));
  return end.left > 0 && tally.unsure.length === 0 ? 13 : runExitCode(end, failOn, undefined);
};
