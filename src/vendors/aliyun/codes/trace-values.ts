import type { MemberValue } from '../../../core/declare/codes.ts';

/** Traces of forgery, with the vendor's own spelling. https://www.alibabacloud.com/help/en/ekyc/latest/face-deepfake-detection */
const traces: Readonly<Record<string, string>> = {
  SuspectDeepForgery: 'the face may be swapped or animated by a program',
  SuspectPSFace: 'the face may be composed of other faces',
  SuspectWarterMark: 'the file may have the watermark of a tool that generates faces',
  SuspectTemple: 'the file looks like a template that fraudsters use',
  SuspectAIGCFace: 'the face may be made by AI',
  SuspectRemake: 'a picture or a screen may have been filmed',
};

/** Members of a result that say more than its code. */
export const traceValues: readonly MemberValue[] = Object.entries(traces).map(([value, meaning]) => ({
  action: 'DeepfakeDetectIntl',
  member: 'ResultObject.RiskTag',
  value,
  meaning,
  actor: 'you',
  hint: 'Result decides',
}));
