import { describe, expect, it } from 'vitest';
import type { ManifestRow } from '../../../src/app/batch/manifest/read-manifest.ts';
import { OrderedResults, resultLine } from '../../../src/app/batch/run/results.ts';

const rowOf = (row: number): ManifestRow => ({ row, line: row + 1, id: `p${row}`, given: {}, copied: {}, extra: {} });
const lineLength = resultLine(rowOf(1), {}).length;

/** Results with room for so many lines that wait, and the ids of the rows that were written. */
function ordered(lines: number) {
  const written: string[] = [];
  const results = new OrderedResults((line) => written.push((JSON.parse(line) as { id: string }).id), lines * lineLength);
  return { results, written };
}

/** True if there is room now. */
const hasRoom = ({ results }: ReturnType<typeof ordered>): Promise<boolean> =>
  Promise.race([results.room().then(() => true), Promise.resolve().then(() => Promise.resolve().then(() => false))]);

describe('ordered results', () => {
  it('are written in the order in which the rows were begun, whatever numbers are left out', () => {
    const { results, written } = ordered(100);
    for (const row of [1, 3, 4, 7]) results.begin(row);
    for (const row of [7, 3]) results.write(rowOf(row), {});
    expect(written).toEqual([]);
    results.write(rowOf(1), {});
    expect(written).toEqual(['p1', 'p3']);
    results.skip(4);
    expect(written).toEqual(['p1', 'p3', 'p7']);
  });

  it('keep the line of a row that is skipped afterwards, and write it once', () => {
    const { results, written } = ordered(100);
    for (const row of [1, 2]) results.begin(row);
    results.write(rowOf(2), {});
    results.skip(2);
    results.write(rowOf(1), {});
    results.skip(1);
    results.skip(2);
    expect(written).toEqual(['p1', 'p2']);
  });

  it('leave no room while too many lines wait for an earlier row', async () => {
    const made = ordered(2);
    const { results, written } = made;
    for (const row of [1, 2, 3]) results.begin(row);
    results.write(rowOf(2), {});
    expect(await hasRoom(made)).toBe(true);
    results.write(rowOf(3), {});
    expect(await hasRoom(made)).toBe(false);
    const waited = results.room();
    results.write(rowOf(1), {});
    await waited;
    expect(await hasRoom(made)).toBe(true);
    expect(written).toEqual(['p1', 'p2', 'p3']);
  });
});
