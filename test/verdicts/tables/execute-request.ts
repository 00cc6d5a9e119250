import type { End, Fields, Member, VerdictTable } from '../table.ts';
import { aliyunGateway, everyAnswer } from './common.ts';

/** The vendor's own sample: every value is text. */
const extInfo = { result: 'true', score: '100.0', faceAttack: 'false' };
const data = { passed: 'true', retCode: 'OK_SUCCESS', retCodeSub: 'Z1140', retMessage: 'abc', extInfo };
const answer = { Code: 200, Message: 'OK', Data: data };

const same = (score: number) => ({ exit: 0, checked: ['comparison'], score }) as const;
const other = { exit: 10, checked: ['comparison'] } as const;
const attack = { exit: 11, checked: ['comparison'] } as const;

const must = (values: Member['values'], nothing: End = 23, strange: End = 23): Member => ({
  kind: 'text',
  values,
  nothing,
  empty: strange,
  other: strange,
});

/** No threshold is published: a pass can have any score that is written as in the sample. */
const score: Member = must({
  '100.0': same(100),
  100: same(100),
  '54.4566324452': same(54.4566324452),
  '12.0': same(12),
  '0.0': same(0),
  7: same(7),
  '7.0': same(7),
});

const retCode = must({
  OK_SUCCESS: 0,
  PROCESSING: { exit: 13, checked: [], score: null },
  UNABLE_GET_IMAGE: { exit: 12, checked: [], score: null },
  SYSTEM_ERROR: 22,
});

/** For an answer in which nothing else indicates an attack. */
const attacks = (success: End, strange: End): Member => must({ false: success, true: attack }, strange, strange);

const inText = (more: Fields, info: Fields = {}) => ({ Data: JSON.stringify({ ...data, ...more, extInfo: { ...extInfo, ...info } }) });

export const executeRequest: VerdictTable = {
  action: 'ExecuteRequest',
  argv: ['id', 'verify', '--ref-face', 'fixtures/portrait.jpg', '--auth-face', 'fixtures/portrait.jpg', '--resource-code', '00840000'],
  modes: {
    'the same person': {
      answer,
      ends: { ...same(100), billed: null },
      members: {
        'Data.passed': must({ true: same(100), false: { ...other, score: 100 } }),
        'Data.retCode': retCode,
        'Data.extInfo.result': must({ true: 0, false: 23 }),
        'Data.extInfo.faceAttack': attacks(0, 23),
        'Data.extInfo.score': score,
      },
      rows: [
        ...everyAnswer,
        ...[null, undefined, 'abc', '', [], {}, true, 1, '[]', 'null', '"abc"', '{'].map((Data) => ({
          what: `Data ${JSON.stringify(Data)}`,
          change: { Data },
          end: 23,
        })),
        ...[null, undefined, 'abc', [], {}, true, JSON.stringify(extInfo), [extInfo]].map((info) => ({
          what: `extInfo ${JSON.stringify(info)}`,
          change: { 'Data.extInfo': info },
          end: 23,
        })),
        // A number other than 200 is a refusal, whatever Data says. Words for success are not codes of this service.
        ...Object.entries({ 400: 20, 402: 21, 403: 20, 404: 20, 500: 22, 201: 20, 4242: 20, 0: 20, '-1': 20 }).flatMap(([code, end]) =>
          [Number(code), code].map((Code) => ({ what: `Code ${JSON.stringify(Code)}`, change: { Code }, end })),
        ),
        ...[null, undefined, '', ' ', '200', 'OK', 'Success', 'success', true, [], {}, [200], { toString: 1, valueOf: 1 }].map((Code) => ({
          what: `Code ${JSON.stringify(Code)}`,
          change: { Code },
          end: 23,
        })),
        { what: 'as text', change: inText({}), end: same(100) },
        {
          what: 'as text, not passed',
          change: inText({ passed: 'false' }, { result: 'false', score: '12.5' }),
          end: { ...other, score: 12.5 },
        },
        { what: 'as text, an attack', change: inText({}, { faceAttack: 'true' }), end: attack },
        { what: 'as text inside a text', change: { Data: JSON.stringify(JSON.stringify(data)) }, end: 23 },
        { what: 'as text, a member twice', change: { Data: JSON.stringify(data).replace('{', '{"passed":"false",') }, end: 23 },
        { what: 'as text, with a Code that is text', change: { ...inText({}), Code: '200' }, end: 23 },
        { what: 'an attack that passed', change: { 'Data.extInfo.faceAttack': 'true' }, end: attack },
        {
          what: 'an attack that is still processing',
          change: { 'Data.extInfo.faceAttack': 'true', 'Data.retCode': 'PROCESSING' },
          end: attack,
        },
        { what: 'an attack without anything else', change: { Data: { extInfo: { faceAttack: 'true' } } }, end: attack },
        { what: 'a failure of the service that passed', change: { 'Data.retCode': 'SYSTEM_ERROR', 'Data.passed': 'true' }, end: 22 },
        { what: 'a threshold that was reached', flags: ['--threshold', '99.9'], end: 0 },
        {
          what: 'a threshold that was missed',
          change: { 'Data.extInfo.score': '79.9' },
          flags: ['--threshold', '80'],
          end: { ...other, score: 79.9 },
        },
        { what: 'requires the check that it makes', flags: ['--expect', 'comparison'], end: 0 },
        { what: 'requires a check that it never makes', flags: ['--expect', 'liveness'], end: 2 },
      ],
    },
    'another person': {
      answer: { ...answer, Data: { ...data, passed: 'false', extInfo: { ...extInfo, result: 'false', score: '12.5' } } },
      ends: { ...other, score: 12.5, billed: null },
      members: {
        'Data.passed': must({ false: { ...other, score: 12.5 }, true: 23 }),
        'Data.extInfo.result': must({ false: other, true: other }, other, other),
        'Data.extInfo.faceAttack': attacks(other, other),
        'Data.extInfo.score': must(
          { '12.5': { ...other, score: 12.5 }, 99: { ...other, score: 99 }, '99.0': { ...other, score: 99 } },
          { ...other, score: null },
          { ...other, score: null },
        ),
        'Data.retCode': must({ ...retCode.values, OK_SUCCESS: other }),
      },
      rows: [{ what: 'a score above the threshold', change: { 'Data.extInfo.score': '99' }, flags: ['--threshold', '80'], end: other }],
    },
  },
  refusals: {
    ...aliyunGateway,
    // The codes of ID Verification itself, as numbers and as text.
    400: 20,
    402: 21,
    403: 20,
    404: 20,
    500: 22,
    PROCESSING: 20,
    UNABLE_GET_IMAGE: 20,
    SYSTEM_ERROR: 20,
  },
};
