import type { VerdictTable } from '../table.ts';
import { aliyunGateway, everyAnswer } from './common.ts';
import { codes, ekycErrors, holders, must, pictureErrors } from './ekyc.ts';

const low = { exit: 0, checked: ['deepfake'], score: null } as const;
const high = { exit: 11, checked: ['deepfake'], score: null } as const;
const suspicious = { exit: 15, checked: ['deepfake'], score: null } as const;

const result = { Result: '0', RiskScore: {}, RiskTag: '', TransactionId: 'hksb7ba1b28130d24e015d6' };

/** https://www.alibabacloud.com/help/en/ekyc/latest/face-deepfake-detection */
export const deepfakeDetectIntl: VerdictTable = {
  action: 'DeepfakeDetectIntl',
  argv: ['ekyc', 'deepfake', '--image', 'fixtures/portrait.jpg', '--biz-id', 'order7'],
  modes: {
    'a low risk': {
      answer: { Code: '200', Message: 'success', ResultObject: result },
      ends: { ...low, billed: null },
      members: { 'ResultObject.Result': must({ 0: low, 1: high, 2: suspicious }) },
      rows: [
        ...everyAnswer,
        ...codes,
        ...holders('ResultObject', result),
        ...[null, undefined, ''].map((RiskTag) => ({
          what: `RiskTag ${JSON.stringify(RiskTag)}`,
          change: { 'ResultObject.RiskTag': RiskTag },
          end: low,
        })),
        ...['SuspectDeepForgery', 'SuspectPSFace,SuspectWarterMark', 'SuspectTemple,SuspectAIGCFace,SuspectRemake', 'New'].map(
          (RiskTag) => ({
            what: `RiskTag ${RiskTag}`,
            change: { 'ResultObject.RiskTag': RiskTag },
            end: suspicious,
          }),
        ),
        ...[[], ['SuspectTemple'], {}, 0, 1, true, false].map((RiskTag) => ({
          what: `RiskTag ${JSON.stringify(RiskTag)}`,
          change: { 'ResultObject.RiskTag': RiskTag },
          end: 23,
        })),
        { what: 'requires a check that it never makes', flags: ['--expect', 'liveness'], end: 2 },
      ],
    },
    'a high risk': {
      answer: {
        Code: '200',
        Message: 'success',
        ResultObject: {
          ...result,
          Result: '1',
          RiskScore: { SuspectDeepForgery: '99.05' },
          RiskTag: 'SuspectDeepForgery,SuspectWarterMark',
        },
      },
      ends: { ...high, billed: null },
      members: {},
      rows: [{ what: 'without its RiskTag', change: { 'ResultObject.RiskTag': null }, end: high }],
    },
  },
  refusals: { ...aliyunGateway, ...ekycErrors, ...pictureErrors },
};
