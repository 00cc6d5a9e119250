import { describe, expect, it } from 'vitest';
import type { Judgement, Signal } from '../../src/core/judge/judgement.ts';
import { allActions } from '../../src/vendors/catalogue.ts';
import { sdkComments } from '../support/sdk-comments.ts';
import type { VerdictTable } from './table.ts';
import { tables } from './tables/all.ts';

/** The tables are written by hand. What they must contain is read from the declarations, and from the vendor's SDK. */

const actionOf = (name: string) => {
  const action = allActions.find((candidate) => candidate.name === name);
  if (!action) throw new Error(`there is no ${name}`);
  return action;
};

/** Every value that a table tries for a member, in any mode. */
function tried({ modes }: VerdictTable, path: string): Set<string> {
  const values = new Set<string>();
  for (const { members, rows = [] } of Object.values(modes)) {
    for (const value of Object.keys(members[path]?.values ?? {})) values.add(value);
    for (const { change = {} } of rows)
      if (Object.hasOwn(change, path)) values.add(typeof change[path] === 'object' ? 'an object' : String(change[path]));
  }
  return values;
}

const capitals = (signal: Signal, words: readonly string[]): string[] =>
  signal.capitals ? [...words, ...words.map((word) => word.toUpperCase())] : [...words];

/** The values that a declaration names for a signal: its success, its other results, and its own codes. */
function valuesOf(signal: Signal): string[] {
  const { type, success, results, codes = {} } = signal;
  if (type === 'Score') return [];
  // A code with a dot is the code of a refusal, not a value of the signal.
  const own = Object.keys(codes).filter((code) => !code.includes('.'));
  const spelt = Object.values(signal.spellings ?? {}).flat();
  return capitals(signal, [String(success), ...results, ...own, ...spelt]).filter((value) => value !== '');
}

/** Every member that a verdict depends on, with the values that are declared for it. */
function deciding(judgement: Judgement): [path: string, values: readonly string[]][] {
  const { decision, settled, vetoes = [], witnesses = [], evidence = [], cautions = [], warnings = [], warningCodes = {} } = judgement;
  const { emptyOnSuccess = [], score, faceRectangles, each, chargeCount, subject } = judgement;
  const signals = [
    decision,
    ...(settled ? [settled.attempt] : []),
    ...vetoes,
    ...witnesses,
    ...evidence.flatMap(({ signal }) => signal ?? []),
  ];
  const plain = [score?.path, score?.ownThresholds, chargeCount, subject?.path, each?.pictures, each?.faces, each?.faceCount].concat(
    emptyOnSuccess,
    faceRectangles?.lists ?? [],
    each ? `${each.pictures}[].${each.id}` : [],
  );
  return [
    ...signals.map((signal): [string, string[]] => [signal.path, valuesOf(signal)]),
    ...cautions.map(({ path, type, fine, codes }): [string, string[]] => [
      path,
      type === 'List' || type === 'Words' ? [] : [...fine.map(String), ...Object.keys(codes)],
    ]),
    ...warnings.map((path): [string, string[]] => [path, Object.keys(warningCodes)]),
    ...plain.flatMap((path): [string, string[]][] => (path === undefined ? [] : [[path, []]])),
  ];
}

it('the tables have every action that gives a verdict', () => {
  const judged = allActions.filter(({ judgement }) => judgement !== undefined).map(({ name }) => name);
  expect(tables.map(({ action }) => action).sort()).toEqual(judged.sort());
});

describe.each(tables.map((table) => [table.action, table] as const))('%s', (name, table) => {
  const { judgement, needs = [], errors } = actionOf(name);

  it('has a table with every deciding member and all its values', () => {
    for (const [path, values] of judgement ? deciding(judgement) : []) {
      const there = tried(table, path);
      expect(there.size, path).toBeGreaterThan(0);
      expect(
        values.filter((value) => !there.has(value)),
        path,
      ).toEqual([]);
    }
    for (const { path } of needs) expect(tried(table, path).size, path).toBeGreaterThan(0);
  });

  it('has a table with every code of a refusal', () => {
    expect(errors.filter((code) => !Object.hasOwn(table.refusals, code))).toEqual([]);
  });
});

/** The codes of lines like `1002: Suspected …` or `01 - User kept …` in the comment of a member. */
const described = (type: string, member: string): string[] =>
  [...(sdkComments.get(type)?.get(member) ?? '').matchAll(/(?<![\d-])(-?\d+)(?=: | - | Alarm | This)/g)].map(([, code = '']) => code);

it.each([
  ['GetFaceIdResultIntlResponse', 'Result', 'GetFaceIdResultIntl', 'Result', 14],
  ['GetFaceIdResultIntlResponse', 'DeviceInfoLevel', 'GetFaceIdResultIntl', 'DeviceInfoLevel', 4],
  ['GetFaceIdResultIntlResponse', 'LivenessInfoTag', 'GetFaceIdResultIntl', 'LivenessInfoTag', 13],
  ['GetSdkVerificationResultResponse', 'DeviceInfoLevel', 'GetSdkVerificationResult', 'DeviceInfoLevel', 4],
  ['CompareResult', 'ErrorCode', 'GetSdkVerificationResult', 'CompareResults[].ErrorCode', 13],
  ['CompareResult', 'ErrorCode', 'GetSdkVerificationResult', 'Result', 13],
  ['CompareResult', 'LiveErrorCode', 'GetSdkVerificationResult', 'CompareResults[].LiveErrorCode', 6],
  ['CompareResult', 'CompareErrorCode', 'GetSdkVerificationResult', 'CompareResults[].CompareErrorCode', 8],
  ['CompareResult', 'LivenessInfoTag', 'GetSdkVerificationResult', 'CompareResults[].LivenessInfoTag', 13],
  ['CardVerifyResult', 'WarnCardInfos', 'GetSdkVerificationResult', 'CardVerifyResults[].WarnCardInfos', 6],
  ['OCRResult', 'WarnCardInfos', 'GetWebVerificationResultIntl', 'OCRResult[].WarnCardInfos', 7],
])('every value of %s.%s in the vendor’s SDK is tried', (type, member, action, path, count) => {
  const values = described(type, member);
  expect(values).toHaveLength(count);
  const table = tables.find((candidate) => candidate.action === action) as VerdictTable;
  expect(values.filter((value) => !tried(table, path).has(value))).toEqual([]);
});
