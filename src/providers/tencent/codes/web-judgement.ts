import type { Judgement, Signal } from '../../../core/action.ts';
import { webResultCodes } from './web-results.ts';

const attempt = (member: string): Signal => ({ path: `VerificationDetailList[].${member}`, type: 'Integer', success: 0, results: [] });

/**
 * What the two web results have in common. The modes of a page differ, one has no liveness check, and a result does not
 * name its mode: what was checked is what the last attempt has a code for.
 */
export const webJudgement = {
  checked: [],
  checkedIf: [
    { check: 'liveness', path: 'VerificationDetailList[].LivenessErrorCode', type: 'Integer' },
    { check: 'comparison', path: 'VerificationDetailList[].CompareErrorCode', type: 'Integer' },
  ],
  decision: {
    path: 'ErrorCode',
    type: 'Integer',
    success: 0,
    results: Object.keys(webResultCodes),
    codes: webResultCodes,
    nullIsPending: true,
  },
  witnesses: [attempt('ErrorCode'), attempt('LivenessErrorCode'), attempt('CompareErrorCode')],
  description: 'ErrorMsg',
  score: { path: 'VerificationDetailList[].Similarity', threshold: 70, validFor: ['0'], required: false },
} as const satisfies Judgement;
