import { defineAction } from '../../../core/action.ts';
import { cardStatusCodes, unknownCardToken } from '../codes/card-status.ts';
import { faceid } from '../faceid.ts';
import { tokenParam } from '../params/token.ts';
import { cardRegions } from '../regions.ts';
import { cardInfoTypes } from '../types/card-info.ts';

export const getCardVerificationResult = defineAction({
  ...faceid,
  name: 'GetCardVerificationResult',
  command: ['card', 'result'],
  summary: 'Read how the verification of a document went, and what the document says',
  params: [tokenParam('CardVerificationToken', 'card submit')],
  output: [
    { name: 'Status', type: 'String' },
    { name: 'WarnInfo', type: 'Array of String' },
    { name: 'Nationality', type: 'String' },
    { name: 'CardType', type: 'String' },
    { name: 'CardSubType', type: 'String' },
    { name: 'CardInfo', type: 'CardInfo', sensitive: true },
    { name: 'IDVerificationToken', type: 'String', sensitive: true },
    { name: 'RequestId', type: 'String' },
  ],
  types: cardInfoTypes,
  regions: cardRegions,
  requestsPerSecond: null,
  errors: [
    'FailedOperation.UnKnowError',
    'FailedOperation.UnOpenError',
    'InvalidParameterValue.InvalidParameterValueLimit',
    'ResourceUnavailable.InArrears',
    'ResourceUnavailable.ResourcePackageRunOut',
  ],
  judgement: {
    checked: ['document'],
    decision: {
      path: 'Status',
      type: 'String',
      success: 'Passed',
      results: Object.keys(cardStatusCodes),
      codes: { ...cardStatusCodes, ...unknownCardToken },
      capitals: true,
    },
    // Its values are listed nowhere.
    warnings: ['WarnInfo'],
  },
  readOnly: true,
  examples: ['idv card result 12345678-90AB-CDEF-1234-567890ABCDEF', 'idv card result 12345678-90AB-CDEF-1234-567890ABCDEF --show-pii'],
  retired: '2026-03-09',
});
