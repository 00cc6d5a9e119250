import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import yaml from 'yaml';

const root = join(import.meta.dirname, '..');
const action = yaml.parse(await readFile(join(root, 'action.yml'), 'utf8')) as {
  inputs: Record<string, { default?: string }>;
  outputs: Record<string, { value: string }>;
  runs: { steps: { id?: string; run: string; env?: Record<string, string> }[] };
};
let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'idv-action-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
});

interface Ran {
  exitCode: number;
  log: string;
  outputs: Record<string, string>;
}

/** Runs the steps as a runner does: inputs come from the environment, outputs go to a file. */
async function ran(inputs: Record<string, string>): Promise<Ran> {
  const output = join(dir, 'output');
  await writeFile(output, '');
  let [exitCode, log] = [0, ''];
  for (const { run, env = {} } of action.runs.steps) {
    const given = Object.entries(env).map(([name, value]) => {
      const input = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(value)?.[1] ?? '';
      return [name, inputs[input] ?? action.inputs[input]?.default ?? ''];
    });
    const variables = { PATH: process.env.PATH, HOME: dir, RUNNER_TEMP: dir, GITHUB_OUTPUT: output, GITHUB_ACTION_PATH: root };
    const done = await new Promise<{ code: number; said: string }>((resolve) => {
      const options = { cwd: root, env: { ...variables, ...Object.fromEntries(given) } };
      execFile('bash', ['-eo', 'pipefail', '-c', run], options, (error, stdout, stderr) =>
        resolve({ code: Number(error?.code ?? 0), said: stdout + stderr }),
      );
    });
    log += done.said;
    exitCode = done.code;
    if (exitCode !== 0) break;
  }
  const outputs = Object.fromEntries(
    (await readFile(output, 'utf8'))
      .trim()
      .split('\n')
      .map((line) => line.split('=')),
  );
  return { exitCode, log, outputs };
}

const compare = ['compare', '--image', 'fixtures/portrait.jpg', '--video', 'fixtures/selfie-3s.mp4', '--sandbox'];
const lines = (...words: string[]) => [...compare, ...words].join('\n');

describe('action.yml', () => {
  it('passes, with the verdict as output and a result file that only its owner can read', async () => {
    const { exitCode, log, outputs } = await ran({ arguments: lines() });
    expect({ exitCode, verdict: outputs.verdict, code: outputs['exit-code'] }).toEqual({ exitCode: 0, verdict: 'pass', code: '0' });
    const { result = '' } = outputs;
    expect((await stat(result)).mode & 0o777).toBe(0o600);
    const { requestId } = JSON.parse(await readFile(result, 'utf8')) as { requestId: string };
    expect(outputs['request-id']).toBe(requestId);
    expect(log).not.toContain('BestFrame');
    expect(Object.keys(outputs).sort()).toEqual(Object.keys(action.outputs).sort());
  });

  it('fails with the exit code of the verdict, unless that verdict is accepted', async () => {
    expect(await ran({ arguments: lines('--outcome', 'low-similarity') })).toMatchObject({
      exitCode: 10,
      outputs: { verdict: 'mismatch' },
    });
    const accept = 'pass mismatch';
    expect(await ran({ arguments: lines('--outcome', 'low-similarity'), accept })).toMatchObject({
      exitCode: 0,
      outputs: { 'exit-code': '10' },
    });
  });

  it('fails when there is no verdict, whatever is accepted', async () => {
    const failed = await ran({ arguments: lines('--outcome', 'RequestLimitExceeded', '--retries', '0'), accept: 'pass  mismatch' });
    expect(failed).toMatchObject({ exitCode: 21, outputs: { verdict: '', 'exit-code': '21' } });
  });

  it('takes every line of the arguments as one word, and runs nothing in it', async () => {
    const { exitCode, log } = await ran({ arguments: 'explain\n$(touch pwned) `id`; x' });
    expect({ exitCode, log: log.includes('uid=') }).toEqual({ exitCode: 2, log: false });
  });
});
