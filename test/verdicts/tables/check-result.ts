import type { VerdictTable } from '../table.ts';
import { aliyunGateway, everyAnswer } from './common.ts';
import { codes, ekycErrors, holders, must, similarity, subCode } from './ekyc.ts';

const all = ['liveness', 'comparison', 'document'] as const;
const passed = (score: number | null) => ({ exit: 0, checked: all, score }) as const;
const attack = { exit: 11, checked: ['liveness', 'document'] } as const;
const refused = { exit: 10, checked: ['liveness', 'document'] } as const;
const pending = { exit: 13, checked: [], score: null } as const;

const face = { faceAttack: 'N', facePassed: 'Y', faceComparisonScore: 99.99, faceQuality: 90.5 };
const id = { ocrIdPassed: 'Y', spoofInfo: { spoofResult: 'N', spoofType: [] as string[] }, ocrIdInfo: { name: 'A' } };
const result = { Passed: 'Y', SubCode: '200', EkycResult: null, ExtFaceInfo: face, ExtIdInfo: id, ExtBasicInfo: null };

/** https://www.alibabacloud.com/help/en/ekyc/latest/ekyc-checkresult */
export const checkResult: VerdictTable = {
  action: 'CheckResult',
  argv: ['ekyc', 'result', 'hksb7ba1b28130d24e015d6', '--biz-id', 'order-7'],
  modes: {
    'a face and a document': {
      answer: { Code: 'Success', Message: 'success', Result: result },
      ends: { ...passed(99.99), billed: null },
      members: {
        'Result.Passed': must({ Y: passed(99.99), N: { ...refused, score: 99.99 }, P: pending }),
        'Result.SubCode': subCode(),
        'Result.ExtFaceInfo.faceAttack': must({ N: 0, Y: attack }, { exit: 0, checked: ['comparison', 'document'] }),
        'Result.ExtFaceInfo.facePassed': must({ Y: 0, N: 23 }, 0),
        'Result.ExtFaceInfo.faceComparisonScore': similarity(passed, { exit: 0, checked: ['liveness', 'document'], score: null }),
        'Result.ExtIdInfo.ocrIdPassed': must({ Y: 0, N: 23 }, { exit: 0, checked: ['liveness', 'comparison'] }),
        'Result.ExtIdInfo.spoofInfo.spoofResult': must({ N: 0, Y: refused }, 0),
      },
      rows: [
        ...everyAnswer,
        ...codes,
        ...holders('Result', result),
        {
          what: 'as text',
          change: { 'Result.ExtFaceInfo': JSON.stringify(face), 'Result.ExtIdInfo': JSON.stringify(id) },
          end: passed(99.99),
        },
        { what: 'as text, an attack', change: { 'Result.ExtFaceInfo': JSON.stringify({ ...face, faceAttack: 'Y' }) }, end: attack },
        { what: 'text that is cut off', change: { 'Result.ExtFaceInfo': JSON.stringify(face).slice(0, -2) }, end: 23 },
        { what: 'requires all three checks', flags: ['--expect', 'liveness,comparison,document'], end: 0 },
        { what: 'requires a check that was not made', change: { 'Result.ExtIdInfo': null }, flags: ['--expect', 'document'], end: 23 },
        { what: 'no check', change: { 'Result.ExtFaceInfo': null, 'Result.ExtIdInfo': null }, end: 23 },
        { what: 'a threshold that was missed', flags: ['--threshold', '100'], end: { exit: 10, score: 99.99 } },
      ],
    },
    'only a face': {
      answer: { Code: 'Success', Message: 'success', Result: { ...result, ExtFaceInfo: { faceAttack: 'N' }, ExtIdInfo: null } },
      ends: { exit: 0, checked: ['liveness'], score: null, billed: null },
      members: { 'Result.ExtFaceInfo.faceAttack': must({ N: 0, Y: { exit: 11, checked: ['liveness'] } }) },
    },
    'not passed': {
      answer: { Code: 'Success', Message: 'success', Result: { ...result, Passed: 'N', SubCode: '205' } },
      ends: { ...refused, score: 99.99, billed: null },
      members: {},
    },
  },
  refusals: {
    ...aliyunGateway,
    ...ekycErrors,
    NoFaceDetected: 12,
    UnqualifiedPhoto: 12,
    ProcessNotCompleted: pending,
    TransactionIdInvalid: { exit: 14, checked: [], score: null },
  },
};
