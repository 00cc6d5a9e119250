import { describe, expect, it } from 'vitest';
import type { PassConditions } from '../../../src/app/batch/journal/record.ts';
import { batchFolder, pairsOf } from '../../support/batch-folder.ts';

/** Every row of a batch is judged by the flags of `idv batch submit`. Other flags are refused before the engine is even looked for. */

const worker = ['worker', '--key', 'pairs.csv.batch-key', '--media-root', '.', '--sandbox'];
const submit = ['batch', 'submit', 'pairs.csv', '--action', 'compare', '--sandbox'];

/** A folder with a manifest that was submitted with these flags; `undefined` stands for a version that did not keep them. */
async function submittedFolder(asked: PassConditions | undefined) {
  const folder = await batchFolder(1);
  await folder.write('pairs.csv', pairsOf(1));
  const key = {
    schemaVersion: 1,
    batch: 'b',
    key: Buffer.alloc(32).toString('base64'),
    provider: 'tencent',
    action: 'CompareFaceLiveness',
  };
  await folder.write('pairs.csv.batch-key', JSON.stringify({ ...key, place: 'sandbox', ledger: 'l', asked }));
  return folder;
}

const inOneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');

describe('a worker', () => {
  it.each([
    [{}, ['--threshold', '90'], 'submitted without --threshold, but this worker was started with --threshold 90 → leave it out, or submit'],
    [{ threshold: 90 }, [], 'submitted with --threshold 90, but this worker was started without --threshold → give --threshold 90, or'],
    [{ threshold: 90 }, ['--threshold', '95'], 'submitted with --threshold 90, but this worker was started with --threshold 95'],
    [{ expect: ['liveness'] }, ['--expect', 'comparison'], 'submitted with --expect liveness, but this worker was started with --expect'],
    [undefined, ['--threshold', '90'], 'submitted by a version that did not keep it → leave it out, or submit'],
  ])('is refused when the batch was submitted with %j and the worker has the flags %j', async (asked, flags, said) => {
    const folder = await submittedFolder(asked);
    const { exitCode, err } = await folder.idv([...worker, ...flags]);
    expect(inOneLine(err)).toContain(said);
    expect(exitCode).toBe(2);
  });

  it.each([
    [{}, []],
    [undefined, []],
    [{ threshold: 90, expect: ['comparison', 'liveness'] }, ['--expect', 'liveness,comparison', '--threshold', '90.0']],
  ])('goes on to the engine when the batch was submitted with %j and the worker has the flags %j', async (asked, flags) => {
    const folder = await submittedFolder(asked);
    expect((await folder.idv([...worker, ...flags])).err).toContain('--engine: is missing');
  });
});

it('a worker refuses --dry-run, which it would ignore', async () => {
  const folder = await submittedFolder({});
  const { exitCode, err } = await folder.idv([...worker, '--dry-run']);
  expect(err).toContain('--dry-run: is not a flag of idv worker');
  expect(exitCode).toBe(2);
});

it('batch results refuses flags for one result, which it would ignore', async () => {
  const folder = await submittedFolder({});
  const { exitCode, err } = await folder.idv(['batch', 'results', 'pairs.csv', '--query', 'verdict', '--output', 'yaml', '--raw']);
  for (const flag of ['--query: is for one result', '--output: is always one JSON object per line', '--raw: is for one answer'])
    expect(err).toContain(flag);
  expect(exitCode).toBe(2);
});

it('batch rebuild names its own flag when a file is not a journal', async () => {
  const folder = await submittedFolder({});
  const { exitCode, err } = await folder.idv(['batch', 'rebuild', 'pairs.csv', '--journals', 'pairs.csv.batch-key']);
  expect(inOneLine(err)).toContain('is not a journal of idv → correct --journals: name the journals of the workers and no other file');
  expect(exitCode).toBe(3);
});

describe('a manifest that is submitted again', () => {
  it('is refused with other flags than before', async () => {
    const folder = await submittedFolder({ threshold: 90 });
    const { exitCode, err } = await folder.idv([...submit, '--threshold', '95']);
    expect(inOneLine(err)).toContain('--threshold: pairs.csv was submitted with --threshold 90 before, not with --threshold 95');
    expect(inOneLine(err)).toContain('→ give --threshold 90, or give a copy of the manifest another name');
    expect(exitCode).toBe(2);
    expect((await folder.idv([...submit, '--threshold', '90'])).err).toContain('--engine: is missing');
  });

  it('is refused with flags that no answer can meet', async () => {
    const folder = await batchFolder(1);
    await folder.write('pairs.csv', pairsOf(1));
    const { exitCode, err } = await folder.idv([...submit, '--threshold', '3', '--expect', 'document']);
    expect(err).toContain("--threshold: 3 is below the service's own threshold");
    expect(err).toContain('--expect: CompareFaceLiveness never checks document');
    expect(exitCode).toBe(2);
  });
});
