import type { VerdictTable } from '../table.ts';
import { aliyunGateway, everyAnswer } from './common.ts';
import { codes, ekycErrors, holders, must, pictureErrors, similarity } from './ekyc.ts';

const same = (score: number) => ({ exit: 0, checked: ['comparison'], score }) as const;
const other = (score: number | null) => ({ exit: 10, checked: ['comparison'], score }) as const;

const result = {
  TransactionId: 'hksb7ba1b28130d24e015d6',
  Passed: 'Y',
  FaceComparisonScore: 99.5,
  ExtFaceInfo: { FaceQualityScore: 90.5 },
};

/** https://www.alibabacloud.com/help/en/ekyc/latest/facecompare */
export const faceCompare: VerdictTable = {
  action: 'FaceCompare',
  argv: ['ekyc', 'compare', '--image-a', 'fixtures/portrait.jpg', '--image-b', 'fixtures/portrait.jpg', '--biz-id', 'order-7'],
  modes: {
    'the same person': {
      answer: { Code: '200', Message: 'success', Result: result },
      ends: { ...same(99.5), billed: null },
      members: {
        'Result.Passed': must({ Y: same(99.5), N: other(99.5) }),
        'Result.FaceComparisonScore': similarity(same),
      },
      rows: [
        ...everyAnswer,
        ...codes,
        ...holders('Result', result),
        ...[null, undefined, {}, 'abc', 1].map((quality) => ({
          what: `ExtFaceInfo ${JSON.stringify(quality)}`,
          change: { 'Result.ExtFaceInfo': quality },
          end: 0,
        })),
        { what: 'as text', change: { Result: JSON.stringify(result) }, end: 23 },
        { what: 'T, which is only documented for another action', change: { 'Result.Passed': 'T' }, end: 23 },
        { what: 'a threshold that was reached', flags: ['--threshold', '99.5'], end: 0 },
        { what: 'a threshold that was missed', flags: ['--threshold', '99.6'], end: other(99.5) },
        { what: 'requires the check that it makes', flags: ['--expect', 'comparison'], end: 0 },
        { what: 'requires a check that it never makes', flags: ['--expect', 'liveness'], end: 2 },
      ],
    },
    'another person': {
      answer: { Code: 'Success', Message: 'success', Result: { ...result, Passed: 'N', FaceComparisonScore: 12.5 } },
      ends: { ...other(12.5), billed: null },
      members: {},
      rows: [{ what: 'without a score', change: { 'Result.FaceComparisonScore': null }, end: other(null) }],
    },
  },
  refusals: { ...aliyunGateway, ...ekycErrors, ...pictureErrors },
};
