import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { readText } from '../../../src/app/records/read-text.ts';
import { memoryRuntime } from '../../support/memory-runtime.ts';

const folder = mkdtempSync(join(tmpdir(), 'idv-text-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function textOf(path: string, signal = new AbortController().signal): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of readText(path, { ...memoryRuntime({}), signal }).pieces) pieces.push(piece);
  return pieces.join('');
}

it('readText reads the text of a file, without its byte order mark', async () => {
  const path = join(folder, 'rows.csv');
  writeFileSync(path, '\uFEFFid,name\n1,Zoë\n');
  expect(await textOf(path)).toBe('id,name\n1,Zoë\n');
});

it.each(['/dev/zero', '/dev/null'])('readText refuses %s, which may have no end', async (device) => {
  await expect(textOf(device)).rejects.toMatchObject({ category: 'media', message: `${device} is a device, not a file` });
});

it('readText waits for a pipe until a signal comes, before and after the pipe opens', async () => {
  const path = join(folder, 'pipe');
  await promisify(execFile)('mkfifo', [path]);
  const before = new AbortController();
  const waiting = textOf(path, before.signal);
  setImmediate(() => before.abort('SIGTERM'));
  await expect(waiting).rejects.toBe('SIGTERM');
  // This opens both ends, so that the first open, which still waits, can continue.
  const writer = await open(path, 'r+');
  const after = new AbortController();
  const reading = textOf(path, after.signal);
  await writer.write('id,na');
  setImmediate(() => after.abort('SIGINT'));
  await expect(reading).rejects.toBe('SIGINT');
  await writer.write('the end');
  await writer.close();
});
