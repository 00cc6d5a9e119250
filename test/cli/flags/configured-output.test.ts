import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../../src/main.ts';
import { memoryRuntime } from '../../support/memory-runtime.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idv-output-'));
  await writeFile(join(folder, 'json.yaml'), 'output: json\n', { mode: 0o600 });
  await writeFile(join(folder, 'wrong.yaml'), 'output: 7\n', { mode: 0o600 });
});

afterAll(() => rm(folder, { recursive: true }));

async function run(words: readonly string[], file: string, env: Record<string, string> = {}) {
  const runtime = memoryRuntime({ env: { ...env, IDV_CONFIG_FILE: join(folder, file) } });
  const exitCode = await main(words, runtime, '0.0.0');
  return { exitCode, out: runtime.out(), err: runtime.err() };
}

const isJson = (text: string): boolean => /^[[{]/.test(text);

describe('the output format of a configuration file', () => {
  it.each([
    ['explain retake'],
    ['config list'],
    ['actions'],
    ['actions show CompareFaceLiveness'],
    ['sandbox outcomes faceid result'],
    ['version'],
    ['eval fixtures/labelled-pairs.csv --threshold 65 --resamples 0'],
  ])('is used by idv %s', async (words) => {
    const { exitCode, out } = await run(words.split(' '), 'json.yaml');
    expect(exitCode).toBe(0);
    expect(isJson(out)).toBe(true);
  });

  it('is used for errors too', async () => {
    const { exitCode, err } = await run(['explain', 'no-such-word'], 'json.yaml');
    expect(JSON.parse(err)).toMatchObject({ error: { exitCode } });
  });

  it('gives way to a flag and to IDV_OUTPUT', async () => {
    expect(isJson((await run(['explain', 'retake', '--output', 'text'], 'json.yaml')).out)).toBe(false);
    expect(isJson((await run(['explain', 'retake'], 'json.yaml', { IDV_OUTPUT: 'text' })).out)).toBe(false);
  });

  it('is not used by config path, whose line a script reads', async () => {
    expect(isJson((await run(['config', 'path'], 'json.yaml')).out)).toBe(false);
  });

  it('is ignored when the file is wrong, because the command may be the one that corrects it', async () => {
    const { exitCode, out } = await run(['explain', 'retake'], 'wrong.yaml');
    expect([exitCode, isJson(out)]).toEqual([0, false]);
  });
});
