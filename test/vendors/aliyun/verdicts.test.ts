import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IdvError } from '../../../src/core/errors.ts';
import { readPath, writePath } from '../../../src/core/json.ts';
import { aliyunActions } from '../../../src/vendors/aliyun/actions/list.ts';
import { aliyunCodes } from '../../../src/vendors/aliyun/codes/table.ts';
import { bothFormats } from '../../support/aliyun-calls.ts';
import { compareAnswer, jobAnswer, liveFace, livingAnswer, sentPictures, successes, verifyAnswer } from '../../support/aliyun-samples.ts';
import { exitOf, outcomeOf, refusalOf, resultOf } from '../../support/judged.ts';

const codes = aliyunCodes;
const cases = successes.map((success) => [success.action.name, success] as const);
const actionOf = (name: string) => {
  const found = aliyunActions.find((action) => action.name === name);
  if (!found) throw new Error(`no such action: ${name}`);
  return found;
};

it('every action that gives a verdict is tested here', () => {
  // DetectVideoLivingFace never passes without a threshold of the caller.
  const judging = aliyunActions
    .filter(({ name, judgement }) => judgement !== undefined && name !== 'DetectVideoLivingFace')
    .map(({ name }) => name);
  expect(cases.map(([name]) => name).sort()).toEqual(judging.sort());
});

describe.each(cases)('%s', (_name, { action, fields, members }) => {
  const changed = (path: string, value: unknown): Record<string, unknown> => {
    const copy = structuredClone(fields);
    writePath(copy, path, value);
    return copy;
  };
  // Some texts of the vendor have T instead of Y.
  const isSame = (path: string, value: unknown): boolean =>
    JSON.stringify(value) === JSON.stringify(readPath(fields, path)) || (value === 'T' && readPath(fields, path) === 'Y');

  it('passes with its good answer', () => expect(outcomeOf(resultOf(fields), action, codes)).toMatchObject({ verdict: 'pass' }));

  it.each(members)('never passes with %s absent, null or of another type', (path) => {
    const success = readPath(fields, path);
    const others = [
      undefined,
      null,
      '',
      ' ',
      0,
      1,
      -1,
      true,
      false,
      [],
      {},
      [success],
      { success },
      `${String(success)} `,
      'constructor',
      Number.NaN,
    ];
    for (const value of [
      ...others,
      typeof success === 'string' ? success.toUpperCase().replace('OK_SUCCESS', 'ok_success') : String(success),
    ]) {
      if (isSame(path, value)) continue;
      expect(exitOf(resultOf(changed(path, value)), action, codes), JSON.stringify(value)).not.toBe(0);
    }
  });

  it.each(members)('passes with no other value of %s', (path) => {
    const measured = typeof readPath(fields, path) === 'number' && path !== 'Code';
    fc.assert(
      fc.property(fc.anything(), (value) => {
        fc.pre(!isSame(path, value) && !(measured && typeof value === 'number' && value >= 69 && value <= 100));
        const outcome = outcomeOf(resultOf(changed(path, value)), action, codes);
        if (!(outcome instanceof IdvError)) expect(outcome.verdict).not.toBe('pass');
      }),
    );
  });

  it('never passes if the deciding member of the answer is any other value', () => {
    const [whole = ''] = (members.at(-1) ?? '').split('.');
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(exitOf(resultOf({ ...fields, [whole]: value }), action, codes)).not.toBe(0);
      }),
    );
  });

  it('exits as the code of a refusal demands', () => {
    const of = (code: string): number => exitOf(refusalOf(code), action, codes);
    expect(['SignatureDoesNotMatch', 'Throttling.User', 'InternalError.New', 'Never.Heard'].map(of)).toEqual([20, 21, 22, 20]);
    expect(['400', '402', '403', '404', '500'].map(of)).toEqual([20, 21, 20, 20, 22]);
  });

  it('gives the same verdict in JSON and XML', () => {
    const { json, xml } = bothFormats(fields, action);
    expect(xml).toEqual(json);
    expect(exitOf(xml, action, codes)).toBe(0);
  });
});

describe('the exit code is the same for JSON and XML', () => {
  it.each([
    ['ExecuteRequest', verifyAnswer({ passed: 'false' })],
    ['ExecuteRequest', verifyAnswer({}, { faceAttack: 'true' })],
    ['ExecuteRequest', verifyAnswer({ retCode: 'PROCESSING' })],
    ['ExecuteRequest', verifyAnswer({ retCode: 'UNABLE_GET_IMAGE' })],
    ['ExecuteRequest', { ...verifyAnswer(), Data: JSON.stringify(verifyAnswer().Data) }],
    ['ExecuteRequest', verifyAnswer({ extInfo: undefined })],
    ['CompareFace', compareAnswer({ Confidence: 68.99 })],
    ['CompareFace', compareAnswer({ Confidence: 70, Thresholds: [61, 72, 75] })],
    ['CompareFace', compareAnswer({ Thresholds: [70] })],
    ['CompareFace', compareAnswer({ Thresholds: undefined })],
    ['CompareFace', compareAnswer({ Confidence: undefined })],
    ['CompareFace', compareAnswer({ Confidence: 101 })],
    ['DetectLivingFace', livingAnswer([])],
    ['DetectLivingFace', livingAnswer([liveFace({ Rate: 79.9 })])],
    ['DetectLivingFace', livingAnswer([liveFace({ Suggestion: 'block', Label: 'liveness' })])],
    ['DetectLivingFace', livingAnswer([liveFace(), liveFace({ Suggestion: 'review' })])],
    ['DetectLivingFace', livingAnswer([liveFace()], [liveFace()])],
    ['DetectLivingFace', livingAnswer([liveFace({ Label: undefined })])],
    ['GetAsyncJobResult', jobAnswer({ Status: 'QUEUING' })],
    ['GetAsyncJobResult', jobAnswer({ Status: 'PROCESS_FAILED', ErrorCode: 'X', ErrorMessage: 'a <b> & c' })],
    ['GetAsyncJobResult', jobAnswer({ Status: '' })],
  ])('of %s %j', (name, fields) => {
    const action = actionOf(name);
    const asked = { values: sentPictures(2) };
    for (const given of [{}, asked]) {
      const { json, xml } = bothFormats(fields, action);
      expect(exitOf(xml, action, codes, given)).toBe(exitOf(json, action, codes, given));
    }
  });
});

it('an answer in which a member occurs twice exits with 23 in both formats', () => {
  const twice = bothFormats(
    { Code: 200, Data: { ...(verifyAnswer().Data as object), passed: ['false', 'true'] } },
    actionOf('ExecuteRequest'),
  );
  expect(exitOf(twice.xml, actionOf('ExecuteRequest'), codes)).toBe(23);
  expect(exitOf(twice.json, actionOf('ExecuteRequest'), codes)).toBe(23);
});

it('a refusal never passes, whatever its code is', () => {
  const words = ['true', 'OK_SUCCESS', 'reached', 'pass', 'normal', 'PROCESS_SUCCESS', '200', 'Success', ...Object.keys(codes)];
  for (const { action } of successes) for (const code of words) expect(exitOf(refusalOf(code), action, codes), code).not.toBe(0);
});
