import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../src/sandbox');

/** What each room of the sandbox may import. Every room may also import itself, and each vendor has its own room. */
const belowRoom: Readonly<Record<string, readonly string[]>> = {
  wire: [],
  checks: ['wire'],
  outcomes: [],
  tokens: ['wire', 'checks', 'outcomes'],
  files: ['wire', 'tokens'],
  'gateway.ts': ['wire', 'checks', 'tokens', 'files'],
  tencent: ['wire', 'checks', 'tokens', 'files', 'gateway.ts'],
  aliyun: ['wire', 'checks', 'files', 'gateway.ts'],
  answers: ['wire', 'checks', 'outcomes', 'tokens', 'files', 'gateway.ts'],
  controls: ['wire', 'checks', 'outcomes', 'tokens', 'files', 'gateway.ts', 'answers'],
  'handler.ts': ['wire', 'checks', 'outcomes', 'tokens', 'files', 'gateway.ts', 'tencent', 'aliyun', 'answers', 'controls'],
  tls: ['wire'],
  'server.ts': ['wire', 'handler.ts', 'tls'],
};

const files = readdirSync(root, { recursive: true })
  .map((file) => String(file).replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'));

const roomOf = (path: string): string => path.split('/')[0] ?? '';

/** Paths inside the sandbox that a file imports. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const specifiers = [...text.matchAll(/(?:from|import\()\s*'(\.{1,2}\/[^']+)'/g)].map(([, specifier = '']) => specifier);
  return specifiers
    .map((specifier) => normalize(join(dirname(file), specifier)).replaceAll('\\', '/'))
    .filter((path) => !path.startsWith('..'));
}

it('every file of the sandbox is in a room', () => {
  expect([...new Set(files.map(roomOf))].sort()).toEqual(Object.keys(belowRoom).sort());
});

it('a room imports only the rooms that the table allows, and only the handler imports a vendor', () => {
  const wrong = files.flatMap((file) =>
    importsOf(file)
      .filter((path) => roomOf(path) !== roomOf(file) && !belowRoom[roomOf(file)]?.includes(roomOf(path)))
      .map((path) => `${file} -> ${path}`),
  );
  expect(wrong).toEqual([]);
});

it('a room of the table may only import rooms that are listed before it', () => {
  const order = Object.keys(belowRoom);
  for (const [room, below] of Object.entries(belowRoom)) {
    expect(below.map((name) => order.indexOf(name)).filter((index) => index < 0 || index >= order.indexOf(room))).toEqual([]);
  }
});

it('a room has at most fifteen files', () => {
  const sizeOf = (room: string): number => files.filter((file) => file.startsWith(`${room}/`)).length;
  expect(Object.keys(belowRoom).filter((room) => sizeOf(room) > 15)).toEqual([]);
});
