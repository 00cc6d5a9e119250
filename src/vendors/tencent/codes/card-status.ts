import type { CodeTable } from '../../../core/declare/codes.ts';
import { expired } from '../../code-entries.ts';
import { documentReview, processing, rejected } from './entry.ts';

/** What GetCardVerificationResult answers to a token that it does not know: the general code has another hint. */
export const unknownCardToken: CodeTable = {
  'InvalidParameterValue.InvalidParameterValueLimit': expired(
    'the token is not one of this service, or not any more',
    'check that it is complete and came from `idv card submit` in this account and region; else submit the document again',
  ),
};

/** `Status` of GetCardVerificationResult, which came to be written in capitals. */
export const cardStatusCodes: CodeTable = {
  Warning: documentReview('the document shows signs that a person should look at', 'look at the document together with WarnInfo'),
  Rejected: rejected('the document was rejected', 'see WarnInfo; submit new photos of the original document'),
  PROCESSING: processing('the document is still being verified', 'ask again at the interval that `idv card submit` printed, or use --wait'),
};
