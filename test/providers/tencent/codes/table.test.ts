import { describe, expect, it } from 'vitest';
import type { CodeTable } from '../../../../src/core/codes.ts';
import { cardStatusCodes } from '../../../../src/providers/tencent/codes/card-status.ts';
import { cardWarnings } from '../../../../src/providers/tencent/codes/card-warnings.ts';
import { faceIdResultCodes } from '../../../../src/providers/tencent/codes/face-id-results.ts';
import { livenessTokenResultCodes } from '../../../../src/providers/tencent/codes/liveness-token-results.ts';
import { compareResultCodes, sdkResultCodes } from '../../../../src/providers/tencent/codes/sdk-results.ts';
import { tencentCodes } from '../../../../src/providers/tencent/codes/table.ts';
import { webResultCodes } from '../../../../src/providers/tencent/codes/web-results.ts';

/** Tables of one place each: the same number means another thing in another place. */
const places: Record<string, CodeTable> = {
  faceIdResultCodes,
  compareResultCodes,
  sdkResultCodes,
  livenessTokenResultCodes,
  webResultCodes,
  cardStatusCodes,
  cardWarningCodes: cardWarnings.warningCodes,
};

const rows = [...Object.entries({ tencentCodes, ...places })].flatMap(([place, table]) =>
  Object.entries(table).map(([code, entry]) => ({ place, code, entry })),
);

const billedIn = (table: CodeTable, billed: boolean): string[] =>
  Object.keys(table)
    .filter((code) => table[code]?.billed === billed)
    .sort();

describe('the code tables', () => {
  it('give every code a meaning of its own, and no two the same', () => {
    const codesByMeaning = new Map<string, Set<string>>();
    for (const { code, entry } of rows) codesByMeaning.set(entry.meaning, (codesByMeaning.get(entry.meaning) ?? new Set()).add(code));
    expect([...codesByMeaning].filter(([, codes]) => codes.size > 1)).toEqual([]);
  });

  it.each(Object.entries(places))('give every code of %s a hint of its own', (_place, table) => {
    const hints = Object.values(table).map(({ hint }) => hint);
    expect(new Set(hints).size).toBe(hints.length);
  });

  it('say things as sentences without a full stop', () => {
    for (const { code, entry } of rows) {
      expect(entry.meaning, code).toMatch(/^\S.*[^.]$/s);
      expect(entry.hint, code).toMatch(/^\S.*[^.]$/s);
    }
  });

  it('know what is paid for where the vendor says so, and nowhere else', () => {
    for (const table of [faceIdResultCodes, sdkResultCodes]) {
      expect(billedIn(table, true)).toEqual(['1002', '1005', '1201', '2017']);
      expect(billedIn(table, false)).toEqual([]);
    }
    expect(billedIn(webResultCodes, false)).toEqual(['1409', '1410']);
    expect(billedIn(webResultCodes, true)).toEqual([]);
    for (const table of [tencentCodes, compareResultCodes, livenessTokenResultCodes, cardStatusCodes, cardWarnings.warningCodes]) {
      expect([...billedIn(table, true), ...billedIn(table, false)]).toEqual([]);
    }
  });

  it('keep numbers out of the table that holds everywhere', () => {
    expect(Object.keys(tencentCodes).filter((code) => /^-?\d+$/.test(code))).toEqual([]);
  });

  it('tell 1004 and 2012 apart by their place', () => {
    expect(faceIdResultCodes['1004']?.effect).toEqual({ verdict: 'spoof' });
    expect(compareResultCodes['1004']?.effect).toEqual({ verdict: 'retake' });
    expect(faceIdResultCodes['2012']?.meaning).toContain('several faces');
    expect(compareResultCodes['2012']?.meaning).toContain('not fully exposed');
    expect(sdkResultCodes['2012']?.meaning).toContain('several faces');
  });
});
