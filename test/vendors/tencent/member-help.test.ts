import { describe, expect, it } from 'vitest';
import type { Field } from '../../../src/core/declare/action.ts';
import { tencentActions } from '../../../src/vendors/tencent/actions/list.ts';
import { memberValues } from '../../../src/vendors/tencent/codes/member-values.ts';
import { documentWarnings } from '../../../src/vendors/tencent/params/sdk-document.ts';
import { sdkComments } from '../../support/sdk-comments.ts';

/** Compares what the declarations say about members with the comments in the vendor's Node SDK of March 2026. */

/** Every member with its model in the SDK. An output is in the model of the answer, whose name ends in Response. */
const declared: { model: string; field: Field }[] = tencentActions.flatMap(({ name, output, types = {} }) => [
  ...output.map((field) => ({ model: `${name}Response`, field })),
  ...Object.entries(types).flatMap(([model, fields]) => fields.map((field) => ({ model, field }))),
]);

const commented = declared.flatMap(({ model, field }) => {
  const comment = sdkComments.get(model)?.get(field.name);
  return comment === undefined ? [] : [{ place: `${model}.${field.name}`, field, comment }];
});
const said = (pattern: RegExp) => commented.filter(({ comment }) => pattern.test(comment));
const placesOf = (found: readonly { place: string }[]): string[] => [...new Set(found.map(({ place }) => place))];

it('the comments of the SDK are found', () => {
  expect(sdkComments.size).toBeGreaterThan(60);
  expect(placesOf(commented).length).toBeGreaterThan(250);
  expect(sdkComments.get('CompareResult')?.get('IsNeedCharge')).toBe('This parameter is disused.');
});

describe('the help of a member', () => {
  it('mentions null if the SDK says that the member may be null', () => {
    const nullable = said(/may return "?null"?|null is returned/);
    expect(placesOf(nullable).length).toBeGreaterThan(150);
    expect(placesOf(nullable.filter(({ field }) => !/\bnull\b/.test(field.help)))).toEqual([]);
  });

  it('says that the member is not used if the SDK says so', () => {
    const disused = said(/disused|not applied/);
    expect(placesOf(disused)).toEqual(['CompareResult.IsNeedCharge', 'CompareResult.CardInfoInputJson']);
    expect(placesOf(disused.filter(({ field }) => !/not used|no longer used/.test(field.help)))).toEqual([]);
  });

  it('says that the last attempt counts if the SDK says so', () => {
    const several = said(/final process|last verification|several entries/);
    expect(placesOf(several)).toHaveLength(5);
    expect(placesOf(several.filter(({ field }) => !/\blast\b/.test(field.help)))).toEqual([]);
  });

  it.each([
    ['DeviceInfoLevel', ['1', '2', '3', '4']],
    ['LivenessInfoTag', ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13']],
    ['WarnCardInfos', [...Object.keys(documentWarnings), '-9109']],
    ['Permanent', ['0', '1', '-1']],
    ['Status', ['Passed', 'Warning', 'Rejected', 'PROCESSING']],
    ['CardType', ['ID_CARD', 'PASSPORT', 'DRIVING_LICENSE', 'AUTO']],
  ] as const)('lists the values of %s', (name, values: readonly string[]) => {
    const fields = declared.map(({ field }) => field).filter((field) => field.name === name);
    expect(fields.length).toBeGreaterThan(0);
    for (const { help } of fields) {
      const words: readonly string[] = help.match(/-?\w+/g) ?? [];
      expect(values.filter((value) => !words.includes(value))).toEqual([]);
    }
  });

  it.each([
    ['MLIDCard', ['MyKad', 'MyPR', 'MyTentera', 'MyKAS', 'POLIS', 'IKAD', 'MyKid']],
    ['AttackRiskDetail', memberValues.filter(({ action }) => action === 'DetectAIFakeFaces').map(({ value }) => value)],
  ])('lists the values of Type of %s', (type, values) => {
    const help = declared.find(({ model, field }) => model === type && field.name === 'Type')?.field.help;
    expect(values).toHaveLength(7);
    expect(values.filter((value) => !help?.includes(value))).toEqual([]);
    expect(values.filter((value) => !sdkComments.get(type)?.get('Type')?.includes(value))).toEqual([]);
  });

  it('lists other liveness tags for a page than for the App SDK, and one more', () => {
    const helpOf = (model: string) =>
      declared.find((member) => member.model === model && member.field.name === 'LivenessInfoTag')?.field.help;
    expect(helpOf('VerificationDetail')).toMatch(/07 the check of the reflected light .*14 something covers the eyes or the mouth/);
    expect(helpOf('CompareResult')).toMatch(/09 the check of the reflected light/);
    expect(helpOf('CompareResult')).not.toMatch(/\b14 /);
  });

  it('has no seven words in a row that are in the comments of the SDK', () => {
    const wordsOf = (text: string): string[] => text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
    const runs = (words: readonly string[], length: number): string[] =>
      words.flatMap((_, at) => (at + length <= words.length ? [words.slice(at, at + length).join(' ')] : []));
    const theirs = new Set([...sdkComments.values()].flatMap((model) => [...model.values()]).flatMap((text) => runs(wordsOf(text), 7)));
    expect(theirs.has('the download url of the face screenshot during')).toBe(false);
    expect(theirs.has('the download url of the face screenshot')).toBe(true);
    const copied = declared.filter(({ field }) => runs(wordsOf(field.help), 7).some((run) => theirs.has(run)));
    expect(copied.map(({ model, field }) => `${model}.${field.name}`)).toEqual([]);
  });
});

describe('the date of a member', () => {
  const models = declared.filter(({ model }) => sdkComments.has(model));
  const isLater = ({ since }: Field): boolean => since !== undefined && since >= '2026-03 or later';

  it('is a month, with or without "or later"', () => {
    const dates = declared.flatMap(({ field: { since, retired } }) => [since, retired]).filter((date) => date !== undefined);
    expect(dates.length).toBeGreaterThan(30);
    expect(dates.filter((date) => !/^20\d\d-(0[1-9]|1[0-2])( or later)?$/.test(date))).toEqual([]);
  });

  it('is March 2026 or later if the SDK does not have the member', () => {
    const absent = models.filter(({ model, field }) => !sdkComments.get(model)?.has(field.name));
    expect(absent.length).toBeGreaterThan(5);
    expect(absent.filter(({ field }) => !isLater(field)).map(({ model, field }) => `${model}.${field.name}`)).toEqual([]);
  });

  it('is earlier if the SDK has the member', () => {
    const present = models.filter(({ model, field }) => sdkComments.get(model)?.has(field.name));
    expect(present.filter(({ field }) => isLater(field)).map(({ model, field }) => `${model}.${field.name}`)).toEqual([]);
  });

  it.each([
    ['OCRResult', 'NormalCardInfo', '2024-09'],
    ['CardInfo', 'BangladeshIDCard', '2025-01'],
    ['GetSdkVerificationResultResponse', 'DeviceInfoLevel', '2025-03 or later'],
    ['MainlandIDCard', 'Authority', '2026-03 or later'],
    ['JapanIDCard', 'FullName', undefined],
  ])('for %s.%s is %s', (model, name, since) => {
    expect(declared.find((member) => member.model === model && member.field.name === name)?.field.since).toBe(since);
  });
});
