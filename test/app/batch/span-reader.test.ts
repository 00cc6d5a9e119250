import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SpanReader } from '../../../src/app/batch/journal/span-reader.ts';

it('SpanReader gives each of many simultaneous readers its line, and reads less than twice the size of the file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'idv-spans-'));
  const lines = Array.from({ length: 4000 }, (_, number) => `${number} ${'é'.repeat(number % 97)}\n`);
  lines[2000] = `${'long '.repeat(60_000)}\n`;
  await writeFile(join(folder, 'lines'), lines.join(''));
  const file = await open(join(folder, 'lines'));
  let bytes = 0;
  const counted = {
    async read(...given: [Buffer, number, number, number]) {
      const done = await file.read(...given);
      bytes += done.bytesRead;
      return done;
    },
  } as typeof file;
  try {
    const reader = new SpanReader(counted);
    let offset = 0;
    const spans = lines.map((text) => {
      const span = { offset, length: Buffer.byteLength(text) };
      offset += span.length;
      return { text, span };
    });
    // The order of rows that end in another order than they began.
    const asked = spans.map((each, index) => spans[index ^ 3] ?? each);
    for (let from = 0; from < asked.length; from += 16) {
      const group = asked.slice(from, from + 16);
      expect(await Promise.all(group.map(({ span }) => reader.read(span)))).toEqual(group.map(({ text }) => text));
    }
    expect(bytes).toBeLessThan(2 * offset);
  } finally {
    await file.close();
    await rm(folder, { recursive: true });
  }
});
