import { expect, it } from 'vitest';
import { generatorFrom } from '../../../src/app/records/generator-from.ts';

async function* piecesOf(...pieces: string[]): AsyncGenerator<string> {
  yield* pieces;
}

/** The parts that a reader got, and the highest number of parts that it got before an item was taken. */
async function taken(...pieces: string[]): Promise<{ parts: string[]; mostAhead: number }> {
  let given = 0;
  let seen = 0;
  let mostAhead = 0;
  const parts: string[] = [];
  const read = async (all: AsyncIterable<string>, emit: (part: string) => void): Promise<void> => {
    for await (const part of all) {
      given += 1;
      emit(part);
    }
  };
  for await (const part of generatorFrom(piecesOf(...pieces), read)) {
    parts.push(part);
    seen += 1;
    mostAhead = Math.max(mostAhead, given - seen);
  }
  return { parts, mostAhead };
}

it('generatorFrom passes on a large piece in small parts, each only after the items of the last part were taken', async () => {
  const text = Array.from({ length: 50_000 }, (_, index) => String(index)).join(',');
  const { parts, mostAhead } = await taken(text, 'end');
  expect(parts.join('')).toBe(`${text}end`);
  expect(Math.max(...parts.map(({ length }) => length))).toBeLessThan(5000);
  expect(mostAhead).toBe(0);
});

it('generatorFrom cuts no character in two', async () => {
  for (const before of ['', 'a']) {
    const text = `${before}${'😀'.repeat(10_000)}`;
    const { parts } = await taken(text);
    const bytes = Buffer.concat(parts.map((part) => Buffer.from(part)));
    expect(bytes.equals(Buffer.from(text))).toBe(true);
  }
});
