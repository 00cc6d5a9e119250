import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitTable } from '../../../src/cli/show/fit-table.ts';
import { main } from '../../../src/main.ts';
import { memoryRuntime } from '../../support/memory-runtime.ts';

const cell = fc.stringMatching(/^[a-z{}":,]{0,20}( [a-z]{1,30}){0,5}$/);

describe('a table on a terminal', () => {
  it('fits, and loses no text', () => {
    const table = fc
      .integer({ min: 1, max: 9 })
      .chain((count) => fc.array(fc.array(cell, { minLength: count, maxLength: count }), { minLength: 2, maxLength: 8 }));
    fc.assert(
      fc.property(table, fc.integer({ min: 30, max: 200 }), (rows, columns) => {
        const fitted = fitTable(rows, columns);
        const widths = (fitted[0] ?? []).map((_, at) => Math.max(...fitted.map((row) => (row[at] ?? '').length)));
        expect(widths.reduce((sum, width) => sum + width + 2, -2)).toBeLessThanOrEqual(columns);
        // Either columns stay columns, or each record is below its names. In both cases the letters of a cell follow each other.
        const columnTexts = widths.map((_, at) => fitted.map((row) => (row[at] ?? '').replace(/\s/g, '')).join(''));
        for (const text of rows.slice(1).flat()) expect(columnTexts.some((all) => all.includes(text.replace(/\s/g, '')))).toBe(true);
      }),
    );
  });

  it('wraps sentences first, and breaks a word only as a last resort', () => {
    const rows = [
      ['name', 'summary'],
      ['DetectReflectLivenessAndCompare', 'one sentence of many short words that can be wrapped'],
    ];
    const names = (columns: number) => fitTable(rows, columns).map(([name]) => name);
    expect(names(50)).toContain('DetectReflectLivenessAndCompare');
    expect(names(40)).not.toContain('DetectReflectLivenessAndCompare');
  });

  it('is unchanged in a pipe', () => {
    expect(fitTable([['a'.repeat(300)]], undefined)).toEqual([['a'.repeat(300)]]);
  });

  it.each([
    [['actions'], 80],
    [['actions'], 40],
    [['sandbox', 'outcomes'], 80],
    [['explain', '1004'], 80],
    [['actions', 'show', 'compare'], 80],
  ])('of idv %j fits into %i columns', async (words, columns) => {
    const runtime = memoryRuntime({});
    await main([...words, '-o', 'table'], { ...runtime, stdout: { ...runtime.stdout, isTTY: true, columns } }, '0.0.0');
    expect(
      Math.max(
        ...runtime
          .out()
          .split('\n')
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(columns);
  });

  it('of the actions has one line for each action in a pipe', async () => {
    const runtime = memoryRuntime({});
    await main(['actions', '-o', 'table'], runtime, '0.0.0');
    expect(
      Math.max(
        ...runtime
          .out()
          .split('\n')
          .map((line) => line.length),
      ),
    ).toBeLessThan(240);
    expect(runtime.out()).toMatch(/^CompareFaceLiveness +idv compare +tencent +faceid +Check/m);
  });
});
