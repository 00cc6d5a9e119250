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
const unlike = { 'a boolean': true, 'in capitals': 'TRUE', empty: '', unknown: 'maybe', 'a number': 1, 'a list': ['true'] };

describe('the manual’s own sample', () => {
  it('passes, and only the comparison was checked', () => {
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
  it.each(['{"passed":"true",...}', '{"passed":', 'abc', '[]'])('is reported as text if it is not a JSON object: %s', (Data) => {
    expect(outcomeOf(resultOf({ ...verifyAnswer(), Data }), action, codes)).toMatchObject({
      exitCode: 23,
      message: expect.stringContaining('Data is text, not a JSON object'),
    });
  });

  it('is not reported as text if a member is missing', () => {
    expect(outcome({ retCode: null })).toMatchObject({ message: expect.not.stringContaining('JSON') });
  });
});

describe('passed', () => {
  it('means a mismatch if it is "false"', () =>
    expect(outcome({ passed: 'false' }, { result: 'false' })).toMatchObject({ verdict: 'mismatch', score: 100 }));

  it.each(Object.entries({ ...absent, ...unlike }))('exits with 23 if it is %s', (_what, passed) => expect(exit({ passed })).toBe(23));
});

describe('extInfo.result', () => {
  it.each(Object.entries({ ...absent, ...unlike, false: 'false' }))('contradicts a pass if it is %s: exit 23', (_what, result) => {
    expect(exit({}, { result })).toBe(23);
  });

  it('does not change a mismatch', () => {
    for (const result of [undefined, null, 'true', 'false', 7]) expect(exit({ passed: 'false' }, { result })).toBe(10);
  });
});

describe('faceAttack', () => {
  it('exits with 11 if it is "true", whatever the rest of the answer says', () => {
    for (const passed of ['true', 'false', undefined, null, 7]) {
      for (const retCode of ['OK_SUCCESS', 'PROCESSING', 'SYSTEM_ERROR', undefined]) {
        expect(exit({ passed, retCode }, { faceAttack: 'true' })).toBe(11);
      }
    }
    expect(exit({}, { faceAttack: 'true', result: 'true', score: 'x' })).toBe(11);
  });

  it.each(Object.entries({ ...absent, ...unlike, 'another boolean': false }))(
    'makes a pass unreadable and keeps a mismatch if it is %s',
    (_what, faceAttack) => {
      expect(exit({}, { faceAttack })).toBe(23);
      expect(exit({ passed: 'false' }, { faceAttack })).toBe(10);
    },
  );

  it('is missing if extInfo is not an object: exit 23', () => {
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
  ])('of %s exits with %i, whatever passed says', (retCode, exitCode) => {
    for (const passed of ['true', 'false', undefined, 7]) expect(exit({ retCode, passed })).toBe(exitCode);
  });

  it.each(
    Object.entries({
      ...absent,
      ...unlike,
      'in lower case': 'ok_success',
      new: 'NEW_CODE',
      'the name of an inherited member': 'constructor',
    }),
  )('exits with 23 if it is %s', (_what, retCode) => {
    expect(exit({ retCode })).toBe(23);
    expect(exit({ retCode, passed: 'false' })).toBe(23);
  });

  it('never passes with a code that belongs to another member', () => {
    for (const retCode of ['Throttling', '500', 'pass']) expect(exit({ retCode })).not.toBe(0);
  });
});

describe('Code', () => {
  it.each(Object.entries({ ...absent, text: '200', 'another number': 201, 'a word': 'OK', 'a boolean': true }))(
    'exits with 23 if it is %s',
    (_what, Code) => {
      expect(exit({}, {}, { Code })).toBe(23);
    },
  );
});

describe('the score', () => {
  it.each(['54.4566324452', '100.0', '0', '7'])('is the number in the text "%s"', (score) => {
    expect(outcome({}, { score })).toMatchObject({ verdict: 'pass', score: Number(score), threshold: null });
  });

  it.each([100, '101', '-1', '1e2', ' 54', '54 ', '', 'NaN', true, [], '0x10', '54,4'])(
    'cannot be read from %j, which contradicts a pass: exit 23',
    (score) => {
      expect(exit({}, { score })).toBe(23);
    },
  );

  it('is required in a pass, and not in a mismatch', () => {
    for (const score of [undefined, null]) {
      expect(exit({}, { score })).toBe(23);
      expect(exit({ passed: 'false' }, { score })).toBe(10);
    }
  });

  it('is compared with the requested threshold', () => {
    expect(outcome({}, { score: '79.9' }, 80)).toMatchObject({ verdict: 'mismatch', score: 79.9, threshold: 80 });
    expect(outcome({}, { score: '80' }, 80)).toMatchObject({ verdict: 'pass', threshold: 80 });
    expect(outcome({ passed: 'false' }, { score: '99' }, 80)).toMatchObject({ verdict: 'mismatch' });
  });
});
