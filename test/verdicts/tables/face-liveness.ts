import type { VerdictTable } from '../table.ts';
import { aliyunGateway, everyAnswer } from './common.ts';
import { codes, ekycErrors, holders, must, pictureErrors, subCode } from './ekyc.ts';

const alive = { exit: 0, checked: ['liveness'], score: null } as const;
const attack = { exit: 11, checked: ['liveness'], score: null } as const;
const poor = { exit: 12, checked: ['liveness'], score: null } as const;

const info = { FaceAttack: 'N', FaceAge: 30, FaceGender: 'M', OcclusionResult: 'N' };
const result = { TransactionId: 'hksb7ba1b28130d24e015d6', Passed: 'Y', SubCode: '200', ExtFaceInfo: info };

/** https://www.alibabacloud.com/help/en/ekyc/latest/cadqvlft48igbpdc */
export const faceLiveness: VerdictTable = {
  action: 'FaceLiveness',
  argv: ['ekyc', 'liveness', '--image', 'fixtures/portrait.jpg', '--biz-id', 'order-7', '--user-id', 'customer-9'],
  modes: {
    'a live person': {
      answer: { Code: 'Success', Message: 'success', Result: result },
      ends: { ...alive, billed: null },
      members: {
        'Result.Passed': must({ Y: alive, N: poor }),
        'Result.ExtFaceInfo.FaceAttack': must({ N: alive, Y: attack }),
        'Result.SubCode': subCode(),
      },
      rows: [
        ...everyAnswer,
        ...codes,
        ...holders('Result', result),
        ...holders('Result.ExtFaceInfo', info),
        { what: 'requires a check that it never makes', flags: ['--expect', 'comparison'], end: 2 },
      ],
    },
    'not accepted': {
      answer: { Code: 'Success', Message: 'success', Result: { ...result, Passed: 'N', SubCode: '205' } },
      ends: { ...poor, billed: null },
      members: { 'Result.ExtFaceInfo.FaceAttack': must({ N: poor, Y: attack }) },
    },
  },
  refusals: { ...aliyunGateway, ...ekycErrors, ...pictureErrors },
};
