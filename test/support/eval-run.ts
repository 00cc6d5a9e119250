import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Report } from '../../src/app/eval/report.ts';
import { main } from '../../src/main.ts';
import { memoryRuntime } from './memory-runtime.ts';

export interface EvalRun {
  exitCode: number;
  out: string;
  err: string;
  report: Report;
}

export const setPath = (name: string): string => join(import.meta.dirname, '..', 'vectors', 'eval', `${name}.csv`);

/** Runs `idv eval … --json` in this process. */
export async function runEval(...argv: readonly string[]): Promise<EvalRun> {
  const runtime = memoryRuntime();
  const exitCode = await main(['eval', ...argv, '--json'], runtime, '0.0.0');
  const out = runtime.out();
  return { exitCode, out, err: runtime.err(), report: (out === '' ? undefined : JSON.parse(out)) as Report };
}

/** The same command with text output. */
export async function runEvalText(...argv: readonly string[]): Promise<{ exitCode: number; out: string; err: string }> {
  const runtime = memoryRuntime();
  const exitCode = await main(['eval', ...argv], runtime, '0.0.0');
  return { exitCode, out: runtime.out(), err: runtime.err() };
}

/** A folder for one test. It is removed after the test. */
export async function testFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'idv-eval-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A file for one test. */
export async function fileOf(content: string | Buffer, name = 'rows.csv'): Promise<string> {
  const path = join(await testFolder(), name);
  await writeFile(path, content);
  return path;
}

export const evalText = async (csv: string | Buffer, ...flags: readonly string[]): Promise<EvalRun> => runEval(await fileOf(csv), ...flags);

export const evalJson = async (rows: readonly object[], ...flags: readonly string[]): Promise<EvalRun> =>
  runEval(await fileOf(rows.map((row) => `${JSON.stringify(row)}\n`).join(''), 'rows.ndjson'), ...flags);

/** `label,score` rows of two lists. */
export const scoresCsv = (genuine: readonly number[], impostor: readonly number[]): string =>
  ['label,score', ...genuine.map((score) => `genuine,${score}`), ...impostor.map((score) => `impostor,${score}`)].join('\n');
