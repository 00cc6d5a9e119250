import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Transport } from '../../src/core/http.ts';
import { createTransport } from '../../src/http/transport.ts';
import { main } from '../../src/main.ts';
import type { Runtime } from '../../src/runtime.ts';
import { memoryRuntime } from './memory-runtime.ts';

const fixtures = join(import.meta.dirname, '../../fixtures');
const folders: string[] = [];

afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

/** Writes a portrait that no other row has: a comment segment with a number follows the start marker. */
async function numberedPortrait(path: string, number: number): Promise<void> {
  const bytes = await readFile(join(fixtures, 'portrait.jpg'));
  const comment = Buffer.from([0xff, 0xfe, 0, 10, ...Buffer.from(String(number).padStart(8, '0'))]);
  await writeFile(path, Buffer.concat([bytes.subarray(0, 2), comment, bytes.subarray(2)]));
}

interface Ran {
  exitCode: number;
  out: string;
  err: string;
  lines: Record<string, unknown>[];
  sent: number;
}

export interface BatchFolder {
  path: string;
  file(name: string): string;
  write(name: string, text: string | Buffer): Promise<void>;
  text(name: string): Promise<string>;
  /** Runs `idv` in the folder. `sent` is the number of requests. */
  idv(words: readonly string[], overrides?: Partial<Runtime>): Promise<Ran>;
}

/** A folder with `clip.mp4` and one portrait for each row: `0.jpg`, `1.jpg`, … */
export async function batchFolder(portraits: number): Promise<BatchFolder> {
  const path = await mkdtemp(join(tmpdir(), 'idv-batch-'));
  folders.push(path);
  await mkdir(join(path, 'deep'));
  await copyFile(join(fixtures, 'selfie-3s.mp4'), join(path, 'clip.mp4'));
  for (let number = 0; number < portraits; number += 1) await numberedPortrait(join(path, `${number}.jpg`), number);
  const file = (name: string): string => join(path, name);
  return {
    path,
    file,
    write: (name, text) => writeFile(file(name), text),
    text: (name) => readFile(file(name), 'utf8'),
    async idv(words, overrides = {}) {
      let sent = 0;
      const openTransport = async (): Promise<Transport> => {
        const transport = createTransport({ env: {}, nodeVersion: process.versions.node });
        return {
          ...transport,
          send(...call) {
            sent += 1;
            return transport.send(...call);
          },
        };
      };
      const runtime = memoryRuntime({ cwd: path, openTransport, ...overrides });
      const exitCode = await main(words, runtime, 'test');
      const out = runtime.out();
      const lines = out
        .split('\n')
        .flatMap((line) => (line.startsWith('{') && line.endsWith('}') ? [JSON.parse(line) as Record<string, unknown>] : []));
      return { exitCode, out, err: runtime.err(), lines, sent };
    },
  };
}

/** A manifest of pairs, with one row for each portrait. */
export const pairsOf = (rows: number, more: (row: number) => string = () => ''): string =>
  `id,image,video,label\n${Array.from({ length: rows }, (_, row) => `p${row},${row}.jpg,clip.mp4,genuine${more(row)}\n`).join('')}`;
