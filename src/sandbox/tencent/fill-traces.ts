/** What DetectAIFakeFaces finds: traces that fit the file and the level. Changes `fields` in place. */
export function fillTraces(fields: Record<string, unknown>, { FaceInputType: kind }: Readonly<Record<string, unknown>>): void {
  const trace = kind === 2 ? 'SuspectedSynthesisVideo' : 'SuspectedSynthesisImage';
  fields.AttackRiskDetailList = fields.AttackRiskLevel === 'Low' ? [] : [{ Type: trace }];
  fields.ExtraInfo = { RetrievalLivenessExtraInfo: null };
}
