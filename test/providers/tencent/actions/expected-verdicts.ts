import { appSdkExits, clipExits, exitsByCode, livenessTokenExits, reflectExits, webExits } from './expected-exits.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What an action's answers must come to. */
export interface Case {
  decision: string;
  success: unknown;
  /** A whole answer that passes, without its decision. */
  rest: Fields;
  checked: readonly string[];
  /** Exit code of every other documented value. */
  exits: Readonly<Record<string, number>>;
}

const clip = (rest: Fields = { Sim: 96.3 }, exits = clipExits): Case => ({
  decision: 'Result',
  success: 'Success',
  rest,
  checked: ['liveness', 'comparison'],
  exits,
});

/** The last attempt on a page, the last check of the SDK and a document, all good. */
export const attempt = { ErrorCode: 0, LivenessErrorCode: 0, CompareErrorCode: 0, Similarity: 91.5 };
export const compared = { ErrorCode: '0', LiveErrorCode: '0', CompareErrorCode: '0', Sim: 91.5 };
export const document = { IsPass: true, WarnCardInfos: [] };

export const cases: Record<string, Case> = {
  CompareFaceLiveness: clip(),
  VideoLivenessCompare: clip(),
  LivenessCompare: clip(),
  DetectReflectLivenessAndCompare: clip({ Sim: 70 }, reflectExits),
  GetFaceIdResultIntl: {
    decision: 'Result',
    success: '0',
    rest: { Similarity: 91.5 },
    checked: ['liveness', 'comparison'],
    exits: appSdkExits,
  },
  GetSdkVerificationResult: {
    decision: 'Result',
    success: '0',
    rest: { CompareResults: [{ ErrorCode: '2016' }, compared], CardVerifyResults: [{ IsPass: false }, document] },
    checked: ['liveness', 'comparison', 'document'],
    exits: appSdkExits,
  },
  GetLivenessResult: {
    decision: 'Result',
    success: '0',
    rest: {},
    checked: ['liveness'],
    exits: livenessTokenExits,
  },
  GetWebVerificationResultIntl: {
    decision: 'ErrorCode',
    success: 0,
    rest: { VerificationDetailList: [{ ErrorCode: 1 }, attempt], OCRResult: [document] },
    checked: ['liveness', 'comparison', 'document'],
    exits: webExits,
  },
  GetWebVerificationResult: {
    decision: 'ErrorCode',
    success: 0,
    rest: { VerificationDetailList: [attempt] },
    checked: ['liveness', 'comparison'],
    exits: webExits,
  },
  GetCardVerificationResult: {
    decision: 'Status',
    success: 'Passed',
    rest: { WarnInfo: [] },
    checked: ['document'],
    exits: exitsByCode({ 10: 'Rejected', 13: 'PROCESSING', 15: 'Warning' }),
  },
};
