import type { Judgement } from '../../../core/judge/judgement.ts';
import { after, review, spoofAfter } from '../../code-entries.ts';

/**
 * `AttackRiskLevel` of DetectAIFakeFaces. The vendor calls the list of traces a reference and the level what counts, so a list
 * next to a low level asks for a person's eye and no more. https://www.tencentcloud.com/document/product/1061/64467
 */
export const deepfakeJudgement: Judgement = {
  checked: ['deepfake'],
  decision: {
    path: 'AttackRiskLevel',
    type: 'String',
    success: 'Low',
    results: ['Mid', 'High'],
    codes: {
      Mid: after('deepfake')(review)(
        'the file is moderately suspected to be an attack',
        'have a person look at the file, and at the traces in AttackRiskDetailList',
      ),
      High: spoofAfter('deepfake')('the file is highly suspected to be an attack', 'look into it: AttackRiskDetailList names the traces'),
    },
  },
  cautions: [
    {
      path: 'AttackRiskDetailList',
      type: 'List',
      fine: [],
      codes: {
        listed: review(
          'the risk is low, and yet the service lists traces of an attack',
          'have a person look at the file, and at the traces in AttackRiskDetailList',
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
