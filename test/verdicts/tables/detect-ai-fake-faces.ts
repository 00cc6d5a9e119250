import { all, type VerdictTable } from '../table.ts';
import { everyAnswer, faceidAccount, shapes, tencentGateway } from './common.ts';

/** AttackRiskLevel decides; AttackRiskDetailList is a reference. https://www.tencentcloud.com/document/product/1061/64467 */
const checked = ['deepfake'] as const;
const traces = (...types: readonly string[]) => types.map((Type) => ({ Type }));

export const detectAiFakeFaces: VerdictTable = {
  action: 'DetectAIFakeFaces',
  argv: ['deepfake', '--image', 'fixtures/portrait.jpg'],
  modes: {
    'no attack': {
      answer: { AttackRiskLevel: 'Low', AttackRiskDetailList: [], ExtraInfo: { RetrievalLivenessExtraInfo: null } },
      ends: { exit: 0, checked, score: null, billed: null },
      members: {
        AttackRiskLevel: {
          kind: 'text',
          values: { Low: 0, Mid: { exit: 15, checked }, High: { exit: 11, checked } },
          nothing: 23,
          empty: 23,
          other: 23,
        },
      },
      rows: [
        ...everyAnswer,
        ...shapes('ExtraInfo', 'object'),
        ...[null, undefined, []].map((list) => ({
          what: `traces ${JSON.stringify(list)}`,
          change: { AttackRiskDetailList: list },
          end: 0,
        })),
        ...[traces('SuspectedWatermark'), traces('SuspectedSynthesisImage', 'SuspectedSpoofingAttack'), traces('New'), [{}], ['a']].map(
          (list) => ({
            what: `low, with traces ${JSON.stringify(list)}`,
            change: { AttackRiskDetailList: list },
            end: { exit: 15, checked },
          }),
        ),
        ...['abc', {}, true, 1].map((list) => ({
          what: `traces ${JSON.stringify(list)}`,
          change: { AttackRiskDetailList: list },
          end: 23,
        })),
        ...[null, undefined, []].map((list) => ({
          what: `templates ${JSON.stringify(list)}`,
          change: { 'ExtraInfo.RetrievalLivenessExtraInfo': list },
          end: 0,
        })),
        ...[[{ HitGroup: 'Common', SimilarityScore: 99 }], [{ HitGroup: 'New' }], [{}], ['a']].map((list) => ({
          what: `low, with templates ${JSON.stringify(list)}`,
          change: { 'ExtraInfo.RetrievalLivenessExtraInfo': list },
          end: { exit: 15, checked },
        })),
        ...['abc', {}, true, 1].map((list) => ({
          what: `templates ${JSON.stringify(list)}`,
          change: { 'ExtraInfo.RetrievalLivenessExtraInfo': list },
          end: 23,
        })),
        { what: 'requires the check that it makes', flags: ['--expect', 'deepfake'], end: 0 },
        { what: 'requires a check that it never makes', flags: ['--expect', 'liveness'], end: 2 },
      ],
    },
    'an attack': {
      answer: { AttackRiskLevel: 'High', AttackRiskDetailList: traces('SuspectedSynthesisImage'), ExtraInfo: null },
      ends: { exit: 11, checked, score: null, billed: null },
      members: {},
      rows: [{ what: 'without traces', change: { AttackRiskDetailList: [] }, end: { exit: 11, checked } }],
    },
  },
  refusals: {
    ...tencentGateway,
    ...faceidAccount,
    'UnauthorizedOperation.ChargeStatusException': 21,
    'FailedOperation.DetectEngineSystemError': 22,
    ...all(
      `FailedOperation.CoveredFace FailedOperation.ImageDecodeFailed FailedOperation.IncompleteFace FailedOperation.PoorImageQuality
      FailedOperation.VideoDecodeFailed FailedOperation.VideoDurationExceeded`,
      12,
    ),
  },
};
