import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { batchSchema } from '../../../src/app/schema/batch-schema.ts';
import { batchFolder, pairsOf } from '../../support/batch-folder.ts';
import { strictSchema } from '../../support/strict-schema.ts';

const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, allowUnionTypes: true });
const schema = strictSchema(batchSchema());
ajv.addSchema(schema, 'batch');
const validator = (name: string) => ajv.getSchema(`batch${name}`) ?? ajv.compile({ $ref: `batch${name}` });
const [line, header, record] = ['', '#/$defs/journalHeader', '#/$defs/journalLine'].map(validator);

const run = ['batch', 'run', 'pairs.csv', '--action', 'compare', '--sandbox'];

/** Runs a manifest, and checks every line of its results and of its journal against the schema. */
async function linesOf(words: readonly string[], manifest = pairsOf(2)): Promise<Record<string, unknown>[]> {
  const folder = await batchFolder(2);
  await folder.write('pairs.csv', manifest);
  const { lines } = await folder.idv(words);
  for (const each of lines) expect(line?.(each) || line?.errors, JSON.stringify(each)).toBe(true);
  const [first = '', ...rest] = (await folder.text('pairs.csv.journal')).trimEnd().split('\n');
  expect(header?.(JSON.parse(first)) || header?.errors).toBe(true);
  expect(rest.length).toBeGreaterThan(0);
  for (const each of rest) expect(record?.(JSON.parse(each)) || record?.errors, each).toBe(true);
  return lines;
}

describe('the schema of a batch', () => {
  it.each([
    ['answers', []],
    ['answers with artifacts', ['--save-dir', 'kept']],
    ['answers that did not pass', ['--outcome', 'spoof']],
    ['failures', ['--outcome', 'InvalidParameter']],
    ['unsure rows', ['--outcome', 'fault:reset']],
  ])('accepts lines with %s', async (_, more) => {
    expect(await linesOf([...run, ...more])).toHaveLength(2);
  });

  it('accepts lines with tokens and with the columns that a batch passed through', async () => {
    const words = ['batch', 'run', 'pairs.csv', '--action', 'card submit', '--sandbox'];
    const manifest = 'id,image-front,image-back,card-type,nationality,label,shop\nc,0.jpg,1.jpg,ID_CARD,HKG,genuine,north\n';
    expect(await linesOf(words, manifest)).toMatchObject([{ token: expect.any(String), label: 'genuine', extra: { shop: 'north' } }]);
  });

  it('is published without a ban on other members, so that a reader of today accepts later versions', async () => {
    const [good] = await linesOf(run);
    const published = new Ajv2020({ strict: true, strictTypes: false, allowUnionTypes: true }).compile(batchSchema());
    expect(published({ ...good, more: 1 }) || published.errors).toBe(true);
    expect(JSON.stringify(batchSchema())).not.toMatch(/"(additional|unevaluated)Properties":false/);
  });

  it('refuses an unknown member, a missing member and a wrong type in its strict form', async () => {
    const [good] = await linesOf(run);
    const { id: _, ...less } = good ?? {};
    for (const wrong of [
      { ...good, more: 1 },
      less,
      { ...good, row: '1' },
      { ...good, verdict: 'perhaps' },
      { schemaVersion: 1, id: 'a', row: 1 },
    ])
      expect(line?.(wrong)).toBe(false);
  });
});
