import type { CodeTable } from '../../../core/declare/codes.ts';
import type { Evidence, Judgement, Signal } from '../../../core/judge/judgement.ts';
import { publishedThresholds } from './thresholds.ts';
import { pageComparisonCodes, pageLivenessCodes, webResultCodes } from './web-results.ts';

const attempt = (member: string, codes: CodeTable): Signal => ({
  path: `VerificationDetailList[].${member}`,
  type: 'Integer',
  success: 0,
  results: [],
  codes,
});

const evidence: readonly Evidence[] = [
  { check: 'liveness', signal: attempt('LivenessErrorCode', pageLivenessCodes) },
  // Every mode that compares checks liveness first.
  { check: 'comparison', signal: attempt('CompareErrorCode', pageComparisonCodes), after: 'liveness' },
];

/**
 * What the two web results have in common. The modes of a page differ, and one has no liveness check, but a result does not name its mode.
 * So a check was carried out if the last attempt has a code for it. A page without a comparison has Similarity 0, and its CompareErrorCode
 * may be 0: only a score shows that two faces were compared.
 */
export const webJudgement = {
  checked: [],
  evidence,
  decision: {
    path: 'ErrorCode',
    type: 'Integer',
    success: 0,
    results: Object.keys(webResultCodes),
    codes: webResultCodes,
    nullIsPending: true,
    successBilled: true,
  },
  settled: { values: ['14'], attempt: attempt('ErrorCode', webResultCodes) },
  witnesses: [{ ...attempt('ErrorCode', webResultCodes), required: true }],
  emptyOnSuccess: ['VerificationDetailList[].LivenessInfoTag'],
  description: 'ErrorMsg',
  score: {
    path: 'VerificationDetailList[].Similarity',
    of: 'comparison',
    ...publishedThresholds,
    zeroIsNone: true,
    validFor: ['0', '2016'],
    required: false,
  },
} as const satisfies Judgement;
