import { open } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readBounded } from '../../../src/media/read/source.ts';

describe('readBounded', () => {
  it('reads a complete file', async () => {
    const bytes = await readBounded('fixtures/portrait.jpg', 2 ** 20, { open });
    expect(bytes.subarray(0, 2).toString('hex')).toBe('ffd8');
    expect(bytes.subarray(-2).toString('hex')).toBe('ffd9');
  });

  it('stops one byte after the limit if the file has no end', async () => {
    expect(await readBounded('/dev/zero', 100_000, { open })).toHaveLength(100_001);
  });

  it('returns no bytes for an empty file', async () => {
    expect(await readBounded('/dev/null', 100, { open })).toHaveLength(0);
  });
});
