import type { Verdict } from '../core/exit.ts';

export interface Alias {
  /** Of several codes the one that the action documents counts: vendors name the same thing differently. */
  codes: readonly string[];
  /** Where the action has none of them: its first result that means this. */
  verdict?: Exclude<Verdict, 'pass'>;
}

/** Friendly names of outcomes. */
export const outcomeAliases: Readonly<Record<string, Alias>> = {
  'low-similarity': {
    codes: ['FailedOperation.CompareLowSimilarity', 'InternalError.CompareLowSimilarity', '2016'],
    verdict: 'mismatch',
  },
  spoof: { codes: ['FailedOperation.LivessDetectFake'], verdict: 'spoof' },
  'not-live': { codes: ['FailedOperation.SilentDetectFail', 'FailedOperation.LivessDetectFail', '1005'] },
  quality: { codes: ['FailedOperation.SilentFaceQualityFail', '2014'], verdict: 'retake' },
  'too-dark': { codes: ['FailedOperation.ActionLightDark', 'InternalError.ActionLightDark', '1201'] },
  'no-face': { codes: ['FailedOperation.SilentFaceDetectFail', 'InternalError.ActionNodetectFace', '2013', 'no-face'] },
  'no-face-in-photo': { codes: ['FailedOperation.LifePhotoDetectNoFaces'] },
  'several-faces': { codes: ['FailedOperation.SilentMultiFaceFail', '2012', 'several-faces'] },
  'too-short': { codes: ['FailedOperation.SilentTooShort', '1303'] },
  'wrong-action': { codes: ['FailedOperation.ActionFirstAction', '1208'] },
  covered: { codes: ['FailedOperation.SilentFaceWithMaskFail', '2017'] },
  pending: { codes: [], verdict: 'pending' },
  review: { codes: [], verdict: 'review' },
  'edited-document': { codes: ['CardVerifyResults.IsEdit=true'] },
  'high-risk-device': { codes: ['DeviceInfoLevel=4'] },
  expired: { codes: ['InvalidParameterValue.BizTokenExpired'], verdict: 'expired' },
  left: { codes: ['1410'], verdict: 'retake' },
  'timed-out': { codes: ['1409'], verdict: 'retake' },
  quota: { codes: ['402'] },
  throttled: { codes: ['RequestLimitExceeded', 'Throttling.User'] },
  arrears: { codes: ['UnauthorizedOperation.Arrears', 'ResourceUnavailable.InArrears', 'InsufficientBalance'] },
  'not-activated': { codes: ['UnauthorizedOperation.Nonactivated', '403', 'InvalidApi.NotPurchase'] },
  forbidden: { codes: ['AuthFailure.UnauthorizedOperation', 'Forbidden.RAM'] },
  'bad-signature': { codes: ['AuthFailure.SignatureFailure', 'SignatureDoesNotMatch'] },
  'internal-error': { codes: ['InternalError'] },
};
