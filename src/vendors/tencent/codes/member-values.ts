import type { MemberValue } from '../../../core/declare/codes.ts';
import { appSdkTags, type LivenessTags, pageTags } from '../types/liveness-tags.ts';

const tags = (action: string, member: string, known: LivenessTags): MemberValue[] =>
  Object.entries(known)
    .map(([value, tag]) => ({ action, member, value, ...tag }))
    .sort((a, b) => Number(a.value) - Number(b.value));

/** A high risk, level 4, is a caution of the judgement. */
const risks = { 1: 'no risk', 2: 'a low risk', 3: 'a medium risk' };

/** Only with an enhanced SdkVersion, else empty. From the vendor's SDK of August 2026, GetFaceIdResultIntlResponse. */
const levels = (action: string): MemberValue[] =>
  Object.entries(risks).map(([value, risk]) => ({
    action,
    member: 'DeviceInfoLevel',
    value,
    meaning: `the vendor reports ${risk} for the device`,
    actor: 'you',
    hint: 'nothing is needed: the other members decide',
  }));

/** Traces of forgery, with the vendor's own spelling. https://www.tencentcloud.com/document/product/1061/64467 */
const traces: Readonly<Record<string, string>> = {
  SuspectedSpoofingAttack: 'a picture or a screen may have been filmed',
  SuspectedSynthesisImage: 'the picture may be synthetic',
  SuspectedSynthesisVideo: 'the video may be synthetic',
  SuspectedeAnomalyAttack: 'the face shows features that no real person has',
  SuspectedAdversarialAttack: 'the file may have been made to deceive the engine',
  SuspectedBlackIndustry: 'the file seems to be made from a template that fraudsters use',
  SuspectedWatermark: 'the file may have the watermark of a tool that generates faces',
};

const deepfakeTraces: readonly MemberValue[] = Object.entries(traces).map(([value, meaning]) => ({
  action: 'DetectAIFakeFaces',
  member: 'AttackRiskDetailList.Type',
  value,
  meaning,
  actor: 'you',
  hint: 'it is a reference: AttackRiskLevel decides',
}));

/** Members of a result that say more than its code. */
export const memberValues: readonly MemberValue[] = [
  ...deepfakeTraces,
  ...levels('GetFaceIdResultIntl'),
  ...levels('GetSdkVerificationResult'),
  ...tags('GetFaceIdResultIntl', 'LivenessInfoTag', appSdkTags),
  ...tags('GetSdkVerificationResult', 'CompareResults.LivenessInfoTag', appSdkTags),
  ...tags('GetWebVerificationResultIntl', 'VerificationDetailList.LivenessInfoTag', pageTags),
  ...tags('GetWebVerificationResult', 'VerificationDetailList.LivenessInfoTag', pageTags),
];
