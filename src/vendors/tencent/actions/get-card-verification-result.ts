import { defineAction } from '../../../core/declare/action.ts';
import { requestId } from '../../request-id.ts';
import { cardStatusCodes, unknownCardToken } from '../codes/card-status.ts';
import { faceid } from '../faceid.ts';
import { tokenParam } from '../params/token.ts';
import { cardRegions } from '../regions.ts';
import { cardInfoTypes } from '../types/card-info.ts';

export const getCardVerificationResult = defineAction({
  ...faceid,
  name: 'GetCardVerificationResult',
  command: ['card', 'result'],
  summary: 'Read the result of a document verification, and the data of the document',
  params: [tokenParam('CardVerificationToken', 'card submit')],
  output: [
    { name: 'Status', type: 'String', help: 'the outcome: Passed, Warning, Rejected, or PROCESSING if not finished; also in capitals' },
    { name: 'WarnInfo', type: 'Array of String', help: 'why the document got a warning or was rejected, in the vendor’s words' },
    { name: 'Nationality', type: 'String', help: 'country of the document, three letters as in ISO 3166-1' },
    { name: 'CardType', type: 'String', help: 'type of document: ID_CARD, PASSPORT, DRIVING_LICENSE or AUTO' },
    { name: 'CardSubType', type: 'String', help: 'a more exact type; its values are not published' },
    { name: 'CardInfo', type: 'CardInfo', sensitive: true, help: 'the data of the document' },
    { name: 'IDVerificationToken', type: 'String', sensitive: true, help: 'token of this verification' },
    requestId,
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
    // Its values are not listed.
    warnings: ['WarnInfo'],
  },
  readOnly: true,
  examples: ['idv card result 12345678-90AB-CDEF-1234-567890ABCDEF', 'idv card result 12345678-90AB-CDEF-1234-567890ABCDEF --show-pii'],
  retired: '2026-03-09',
});
