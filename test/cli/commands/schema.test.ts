import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { main } from '../../../src/main.ts';
import { allActions } from '../../../src/vendors/catalogue.ts';
import { memoryRuntime, ownKeys } from '../../support/memory-runtime.ts';
import { strictSchema } from '../../support/strict-schema.ts';

const ajv = () => new Ajv2020({ allErrors: true, strict: true, strictTypes: false, allowUnionTypes: true });

async function run(argv: readonly string[], env?: Record<string, string>) {
  const runtime = memoryRuntime(env ? { env } : {});
  const exitCode = await main(argv, runtime, '0.0.0');
  return { exitCode, out: runtime.out(), err: runtime.err() };
}

const publishedSchema = async (...names: string[]) => JSON.parse((await run(['schema', ...names])).out);

const schemaOf = async (...names: string[]) => ajv().compile(strictSchema(await publishedSchema(...names)));

const words = (line: string): string[] => [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');

/** The commands of the transcripts that call an action and print its result. They run again here, with --json. */
const folder = 'test/transcripts';
const played = readdirSync(folder)
  .flatMap((name) => readFileSync(`${folder}/${name}`, 'utf8').split('\n'))
  .filter(
    (line) =>
      line.startsWith('$ idv ') &&
      / --sandbox/.test(line) &&
      !/--dry-run|--raw|--query|^\$ idv (sandbox|sign|doctor|eval|config|upload)/.test(line),
  )
  .map((line) => line.slice('$ idv '.length).replace(/ (--json|(-o|--output)[ =]\w+)(?= |$)/g, ''));

describe('the JSON that idv prints', () => {
  it.each([...new Set(played)])('matches its schema: idv %s', async (line) => {
    const [result, error] = [await schemaOf('result'), await schemaOf('error')];
    const { out, err } = await run([...words(line), '--json']);
    if (out !== '') expect(result(JSON.parse(out)) || result.errors).toBe(true);
    const last = err.trimEnd().split('\n').at(-1) ?? '';
    if (last.startsWith('{"error"')) expect(error(JSON.parse(last)) || error.errors).toBe(true);
    expect(out !== '' || last.startsWith('{"error"')).toBe(true);
  });

  it('is checked strictly: an additional member, a missing member and a wrong type are refused', async () => {
    const result = await schemaOf('result');
    const { out } = await run(['faceid', 'token', '--sandbox', '--json']);
    const good = JSON.parse(out);
    expect(result(good)).toBe(true);
    expect(result({ ...good, more: 1 })).toBe(false);
    expect(result({ ...good, score: '96' })).toBe(false);
    const { verdict: _, ...less } = good;
    expect(result(less)).toBe(false);
  });

  it('may get more members in a later version, because the published schema accepts them', async () => {
    const { out } = await run(['faceid', 'token', '--sandbox', '--json']);
    const published = ajv().compile(await publishedSchema('result'));
    const good = JSON.parse(out);
    expect(published({ ...good, more: 1, reason: { ...good.reason, more: 1 } }) || published.errors).toBe(true);
    const { err } = await run(['compare', '--json'], ownKeys);
    const error = ajv().compile(await publishedSchema('error'));
    expect(error({ error: { ...JSON.parse(err).error, more: 1 } }) || error.errors).toBe(true);
    for (const name of ['result', 'error', 'batch', 'eval'])
      expect(JSON.stringify(await publishedSchema(name))).not.toMatch(/"(additional|unevaluated)Properties":false/);
  });

  it('has a schema for failures with and without problems', async () => {
    const error = await schemaOf('error');
    for (const argv of [['compare'], ['zzz'], ['explain', 'zzz']]) {
      const { err } = await run([...argv, '--json'], ownKeys);
      expect(error(JSON.parse(err)) || error.errors).toBe(true);
    }
  });
});

describe('the schema of an action', () => {
  it.each(allActions.map(({ name, command }) => [name, command] as const))(
    '%s is found by name and by command, and accepts its skeleton',
    async (name, command) => {
      const { out } = await run(['schema', name]);
      expect((await run(['schema', ...command])).out).toBe(out);
      const skeleton = JSON.parse((await run([...command, '--skeleton'])).out);
      const validate = ajv().compile(JSON.parse(out));
      expect(validate(skeleton) || validate.errors).toBe(true);
    },
  );

  it('refuses what the action refuses', async () => {
    const validate = await schemaOf('compare');
    const good = { ImageBase64: '@photo.jpg', VideoBase64: '@clip.mp4', LivenessType: 'silent' };
    expect(validate(good)).toBe(true);
    expect(validate({ ...good, LivenessType: 'sleeping' })).toBe(false);
    expect(validate({ ...good, LivenessType: 4 })).toBe(false);
    expect(validate({ VideoBase64: '@clip.mp4' })).toBe(false);
  });

  it('does not exist for any other name', async () => {
    const { exitCode, err } = await run(['schema', 'reslt']);
    expect({ exitCode, err }).toEqual({ exitCode: 2, err: expect.stringContaining("there is no action 'reslt'") });
  });
});
