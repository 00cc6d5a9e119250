import { describe, expect, it } from 'vitest';
import { cautionOutcomes, resultCodes } from '../../../src/sandbox/outcomes/code-location.ts';
import { outcomeAliases } from '../../../src/sandbox/outcomes/outcome.ts';
import { resolveOutcome } from '../../../src/sandbox/outcomes/resolve-outcome.ts';
import { aliyunCodes } from '../../../src/vendors/aliyun/codes/table.ts';
import { allActions } from '../../../src/vendors/catalogue.ts';
import { tencentCodes } from '../../../src/vendors/tencent/codes/table.ts';

describe('the name of an outcome', () => {
  it.each([
    ['Success', { kind: 'success', name: 'Success' }],
    ['success', { kind: 'success', name: 'Success' }],
    ['SPOOF', { kind: 'codes', name: 'spoof', codes: ['FailedOperation.LivessDetectFake'], asError: false }],
    ['requestlimitexceeded', { kind: 'codes', name: 'RequestLimitExceeded', asError: false }],
    [
      'error:FailedOperation.UnKnown',
      { kind: 'codes', name: 'error:FailedOperation.UnKnown', codes: ['FailedOperation.UnKnown'], asError: true },
    ],
    ['FailedOperation.DownloadError', { kind: 'codes', name: 'FailedOperation.DownloadError' }],
    ['FailedOperation.DownLoadError', { kind: 'codes', name: 'FailedOperation.DownLoadError' }],
    ['-9102', { kind: 'codes', name: '-9102', codes: ['-9102'] }],
    ['warning', { kind: 'codes', name: 'Warning' }],
    ['pending', { kind: 'codes', name: 'pending', codes: [], verdict: 'pending' }],
    ['fault:file-403', { kind: 'fault', fault: { name: 'file-403', stage: 'file' } }],
    ['fault:delay=5', { kind: 'fault', fault: { name: 'delay', argument: 5 } }],
  ])('%s is read', async (name, outcome) => expect(await resolveOutcome(name)).toMatchObject(outcome));

  it.each([
    ['low-similarty', 'low-similarity'],
    ['CompareLowSimilarity', 'FailedOperation.CompareLowSimilarity'],
    ['FailedOperation.LivessDetectFak', 'FailedOperation.LivessDetectFake'],
    ['fault:dela', 'fault:delay=MS'],
    ['tooshort', 'too-short'],
  ])('%s is refused, and %s is suggested', async (name, meant) => {
    await expect(resolveOutcome(name)).rejects.toMatchObject({
      category: 'usage',
      code: 'unknown-outcome',
      hint: expect.stringContaining(meant),
    });
  });

  it.each(['', 'error:', 'fault:delay=x', 'xyzzy', 'constructor'])('%j is refused', async (name) => {
    await expect(resolveOutcome(name)).rejects.toMatchObject({
      code: 'unknown-outcome',
      hint: expect.stringContaining('idv sandbox outcomes'),
    });
  });

  it('is cut short in the error message', async () => {
    await expect(resolveOutcome('x'.repeat(5000))).rejects.toMatchObject({ message: `the sandbox has no outcome '${'x'.repeat(80)}'` });
  });
});

it('every alias has codes that a table or an action knows', () => {
  const results = allActions.flatMap((action) => [...resultCodes(action), ...cautionOutcomes(action).map(({ name }) => name)]);
  const isKnown = (code: string): boolean =>
    Object.hasOwn(tencentCodes, code) || Object.hasOwn(aliyunCodes, code) || results.includes(code);
  expect(Object.values(outcomeAliases).flatMap(({ codes }) => codes.filter((code) => !isKnown(code)))).toEqual([]);
});
