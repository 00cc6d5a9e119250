import { describe, expect, it } from 'vitest';
import { executeRequest as action } from '../../../../src/vendors/aliyun/actions/execute-request.ts';
import { aliyunCodes as codes } from '../../../../src/vendors/aliyun/codes/table.ts';
import { verifyAnswer } from '../../../support/aliyun-samples.ts';
import { exitOf, outcomeOf, resultOf } from '../../../support/judged.ts';

type Fields = Record<string, unknown>;

const exit = (data: Fields = {}, extInfo: Fields = {}, outer: Fields = {}): number =>
  exitOf(resultOf(verifyAnswer(data, extInfo, outer)), action, codes);
const outcome = (data: Fields = {}, extInfo: Fields = {}, threshold?: number) =>
  outcomeOf(resultOf(verifyAnswer(data, extInfo)), action, codes, threshold === undefined ? {} : { threshold });

const absent = { absent: undefined, null: null };
const unlike = { 'of another type': true, 'in capitals': 'TRUE', empty: '', unknown: 'maybe', 'a number': 1, 'a list': ['true'] };

describe('the manual’s own sample', () => {
  it('is a pass that rests on the comparison alone', () => {
    expect(outcome()).toMatchObject({
      verdict: 'pass',
      checked: ['comparison'],
      score: 100,
      threshold: null,
      reason: { message: 'Facial recognition passed (Z1140)' },
    });
  });
});

describe('Data', () => {
  it.each(['{"passed":"true",...}', '{"passed":', 'abc', '[]'])('that is not a JSON object is said not to be one: %s', (Data) => {
    expect(outcomeOf(resultOf({ ...verifyAnswer(), Data }), action, codes)).toMatchObject({
      exitCode: 23,
      message: expect.stringContaining('Data is text, not a JSON object'),
    });
  });

  it('that lacks a member is not', () => {
    expect(outcome({ retCode: null })).toMatchObject({ message: expect.not.stringContaining('JSON') });
  });
});

describe('passed', () => {
  it('false is a mismatch', () =>
    expect(outcome({ passed: 'false' }, { result: 'false' })).toMatchObject({ verdict: 'mismatch', score: 100 }));

  it.each(Object.entries({ ...absent, ...unlike }))('%s is not an answer', (_what, passed) => expect(exit({ passed })).toBe(23));
});

describe('extInfo.result', () => {
  it.each(Object.entries({ ...absent, ...unlike, false: 'false' }))('%s contradicts a pass', (_what, result) => {
    expect(exit({}, { result })).toBe(23);
  });

  it('does not turn a mismatch into anything else', () => {
    for (const result of [undefined, null, 'true', 'false', 7]) expect(exit({ passed: 'false' }, { result })).toBe(10);
  });
});

describe('faceAttack', () => {
  it('true outranks all else', () => {
    for (const passed of ['true', 'false', undefined, null, 7]) {
      for (const retCode of ['OK_SUCCESS', 'PROCESSING', 'SYSTEM_ERROR', undefined]) {
        expect(exit({ passed, retCode }, { faceAttack: 'true' })).toBe(11);
      }
    }
    expect(exit({}, { faceAttack: 'true', result: 'true', score: 'x' })).toBe(11);
  });

  it.each(Object.entries({ ...absent, ...unlike, 'a boolean': false }))('%s lets nothing pass', (_what, faceAttack) => {
    expect(exit({}, { faceAttack })).toBe(23);
    expect(exit({ passed: 'false' }, { faceAttack })).toBe(10);
  });

  it('is missed where extInfo is not an object', () => {
    for (const extInfo of [undefined, null, 'x', [], '{"result":"true","score":"100.0","faceAttack":"false"}']) {
      expect(exitOf(resultOf({ ...verifyAnswer(), Data: { ...(verifyAnswer().Data as object), extInfo } }), action, codes)).toBe(23);
    }
  });
});

describe('retCode', () => {
  it.each([
    ['PROCESSING', 13],
    ['UNABLE_GET_IMAGE', 12],
    ['SYSTEM_ERROR', 22],
  ])('%s is exit %i, whatever passed says', (retCode, exitCode) => {
    for (const passed of ['true', 'false', undefined, 7]) expect(exit({ retCode, passed })).toBe(exitCode);
  });

  it.each(Object.entries({ ...absent, ...unlike, 'in small letters': 'ok_success', new: 'NEW_CODE', 'an object’s member': 'constructor' }))(
    '%s decides nothing',
    (_what, retCode) => {
      expect(exit({ retCode })).toBe(23);
      expect(exit({ retCode, passed: 'false' })).toBe(23);
    },
  );

  it('of another code of the vendor’s tables is not known here', () => {
    for (const retCode of ['Throttling', '500', 'pass']) expect(exit({ retCode })).not.toBe(0);
  });
});

describe('Code', () => {
  it.each(Object.entries({ ...absent, text: '200', another: 201, 'a word': 'OK', 'a boolean': true }))(
    '%s lets nothing pass',
    (_what, Code) => {
      expect(exit({}, {}, { Code })).toBe(23);
    },
  );
});

describe('the score', () => {
  it.each(['54.4566324452', '100.0', '0', '7'])('%s is the number in the text', (score) => {
    expect(outcome({}, { score })).toMatchObject({ verdict: 'pass', score: Number(score), threshold: null });
  });

  it.each([100, '101', '-1', '1e2', ' 54', '54 ', '', 'NaN', true, [], '0x10', '54,4'])('%j is none, and contradicts a pass', (score) => {
    expect(exit({}, { score })).toBe(23);
  });

  it('is missed in a pass, and not in a mismatch', () => {
    for (const score of [undefined, null]) {
      expect(exit({}, { score })).toBe(23);
      expect(exit({ passed: 'false' }, { score })).toBe(10);
    }
  });

  it('is held against the bar that was asked for', () => {
    expect(outcome({}, { score: '79.9' }, 80)).toMatchObject({ verdict: 'mismatch', score: 79.9, threshold: 80 });
    expect(outcome({}, { score: '80' }, 80)).toMatchObject({ verdict: 'pass', threshold: 80 });
    expect(outcome({ passed: 'false' }, { score: '99' }, 80)).toMatchObject({ verdict: 'mismatch' });
  });
});
