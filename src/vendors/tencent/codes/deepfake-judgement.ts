import type { Judgement } from '../../../core/judge/judgement.ts';
import { afterChecks, review, spoofAfter } from '../../code-entries.ts';

/**
 * `AttackRiskLevel` of DetectAIFakeFaces. The vendor says that the level decides and that the list of traces is for reference. So a list
 * with a low level only leads to a review. https://www.tencentcloud.com/document/product/1061/64467
 */
export const deepfakeJudgement: Judgement = {
  checked: ['deepfake'],
  decision: {
    path: 'AttackRiskLevel',
    type: 'String',
    success: 'Low',
    results: ['Mid', 'High'],
    codes: {
      Mid: afterChecks('deepfake')(review)(
        'there is a moderate suspicion that the file is an attack',
        'ask a person to look at the file, and at the traces in AttackRiskDetailList',
      ),
      High: spoofAfter('deepfake')(
        'there is a strong suspicion that the file is an attack',
        'investigate: AttackRiskDetailList names the traces',
      ),
    },
  },
  cautions: [
    {
      path: 'AttackRiskDetailList',
      type: 'List',
      fine: [],
      codes: {
        listed: review(
          'the risk is low, but the service lists traces of an attack',
          'ask a person to look at the file, and at the traces in AttackRiskDetailList',
        ),
      },
    },
    {
      path: 'ExtraInfo.RetrievalLivenessExtraInfo',
      type: 'List',
      fine: [],
      codes: {
        listed: review(
          'the risk is low, and yet the file is like templates of attacks',
          'have a person look at the file, and at the templates in RetrievalLivenessExtraInfo',
        ),
      },
    },
  ],
};
