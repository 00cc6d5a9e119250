import type { Verdict } from '../../core/exit.ts';
import type { Fault } from './faults.ts';

/** What the sandbox was asked to answer. It does not depend on the action yet. */
export type SandboxOutcome = { name: string } & ({ kind: 'success' } | CodesMeant | { kind: 'fault'; fault: Fault });

interface CodesMeant {
  kind: 'codes';
  /** The first of these codes that the action has is used: vendors have different codes for the same thing. */
  codes: readonly string[];
  /** If the action has none of the codes, its first result with this verdict is used. */
  verdict?: Exclude<Verdict, 'pass'> | undefined;
  /** Forces an error answer for a code that is usually a result. */
  asError: boolean;
}

export type CodesOutcome = Extract<SandboxOutcome, { kind: 'codes' }>;

export const success: SandboxOutcome = { name: 'Success', kind: 'success' };

/** The outcome of one code of a vendor. */
export const codeOutcome = (code: string, asError = false): CodesOutcome => ({
  name: asError ? `error:${code}` : code,
  kind: 'codes',
  codes: [code],
  asError,
});

/** Friendly names of outcomes. */
export const outcomeAliases: Readonly<Record<string, Pick<CodesMeant, 'codes' | 'verdict'>>> = {
  'low-similarity': {
    codes: ['FailedOperation.CompareLowSimilarity', 'InternalError.CompareLowSimilarity', '2016'],
    verdict: 'mismatch',
  },
  spoof: { codes: ['FailedOperation.LivessDetectFake'], verdict: 'spoof' },
  'not-live': { codes: ['FailedOperation.SilentDetectFail', 'FailedOperation.LivessDetectFail', '1005'] },
  quality: { codes: ['FailedOperation.SilentFaceQualityFail', '2014', 'UNABLE_GET_IMAGE'] },
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
  left: { codes: ['1410'] },
  'timed-out': { codes: ['1409'] },
  quota: { codes: ['402'] },
  throttled: { codes: ['RequestLimitExceeded', 'Throttling.User'] },
  arrears: { codes: ['UnauthorizedOperation.Arrears', 'ResourceUnavailable.InArrears', 'InsufficientBalance'] },
  'not-activated': { codes: ['UnauthorizedOperation.Nonactivated', '403', 'InvalidApi.NotPurchase'] },
  forbidden: { codes: ['AuthFailure.UnauthorizedOperation', 'Forbidden.RAM'] },
  'bad-signature': { codes: ['AuthFailure.SignatureFailure', 'SignatureDoesNotMatch'] },
  'internal-error': { codes: ['InternalError'] },
};

/** The codes that a friendly name stands for, and the verdict that it may stand for. */
export const codesOfAlias = (name: string): Pick<CodesMeant, 'codes' | 'verdict'> => outcomeAliases[name] ?? { codes: [] };

/** The outcome of a friendly name. */
export const aliasOutcome = (name: string): CodesOutcome => ({
  name,
  kind: 'codes',
  ...codesOfAlias(name),
  asError: false,
});
