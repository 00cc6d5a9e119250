import { describe, expect, it } from 'vitest';
import type { CodeTable } from '../../../../src/core/declare/codes.ts';
import {
  compareResultCodes,
  faceIdResultCodes,
  livenessTokenResultCodes,
  sdkResultCodes,
} from '../../../../src/vendors/tencent/codes/app-sdk-results.ts';
import { cardStatusCodes } from '../../../../src/vendors/tencent/codes/card-status.ts';
import { cardWarnings } from '../../../../src/vendors/tencent/codes/card-warnings.ts';
import { tencentCodes } from '../../../../src/vendors/tencent/codes/table.ts';
import { webResultCodes } from '../../../../src/vendors/tencent/codes/web-results.ts';

/** One table for each place in an answer, because the same number has different meanings in different places. */
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

describe('the code tables', () => {
  it('give different codes different meanings', () => {
    const codesByMeaning = new Map<string, Set<string>>();
    for (const { code, entry } of rows) codesByMeaning.set(entry.meaning, (codesByMeaning.get(entry.meaning) ?? new Set()).add(code));
    expect([...codesByMeaning].filter(([, codes]) => codes.size > 1)).toEqual([]);
  });

  it.each(Object.entries(places))('give every code of %s its own hint', (_place, table) => {
    const hints = Object.values(table).map(({ hint }) => hint);
    expect(new Set(hints).size).toBe(hints.length);
  });

  it('have meanings and hints without a full stop at the end', () => {
    for (const { code, entry } of rows) {
      expect(entry.meaning, code).toMatch(/^\S.*[^.]$/s);
      expect(entry.hint, code).toMatch(/^\S.*[^.]$/s);
    }
  });

  it('have no numbers in the table that is used for every place', () => {
    expect(Object.keys(tencentCodes).filter((code) => /^-?\d+$/.test(code))).toEqual([]);
  });

  it('have the verdict retake for 1004 everywhere, and one meaning for each number except 1201', () => {
    for (const table of [faceIdResultCodes, compareResultCodes, sdkResultCodes, livenessTokenResultCodes, webResultCodes])
      expect(table['1004']?.effect).toEqual({ verdict: 'retake' });
    const results = new Set(['faceIdResultCodes', 'compareResultCodes', 'sdkResultCodes', 'livenessTokenResultCodes', 'webResultCodes']);
    const entries = rows.filter(({ place }) => results.has(place));
    const meaningsOf = (number: string): string[] => [
      ...new Set(
        entries.filter(({ code }) => code === number).map(({ entry: { meaning, effect } }) => `${meaning} ${JSON.stringify(effect)}`),
      ),
    ];
    expect(meaningsOf('2012')).toEqual(['several faces were seen, but one was expected {"verdict":"retake"}']);
    // The manual describes 1201 of a web page in other words.
    const numbers = [...new Set(entries.map(({ code }) => code))];
    expect(numbers.filter((number) => meaningsOf(number).length > 1)).toEqual(['1201']);
  });

  it('list the checks of every spoof and every mismatch', () => {
    const looked = rows.flatMap(({ code, entry }) =>
      'verdict' in entry.effect && /^(spoof|mismatch)$/.test(entry.effect.verdict) ? [[code, entry.effect.verdict, entry.checked]] : [],
    );
    const expected = looked.map(([code, verdict]) => [
      code,
      verdict,
      verdict === 'spoof' ? ['liveness'] : code === 'Rejected' ? ['document'] : ['liveness', 'comparison'],
    ]);
    expect(looked).toEqual(expected);
    expect(looked.length).toBeGreaterThan(20);
  });
});
