import type { CodeTable } from '../../../core/declare/codes.ts';
import { expired } from '../../code-entries.ts';
import { documentReview, processing, rejected } from './entry.ts';

/** The error of GetCardVerificationResult for an unknown token. The general code has a different hint. */
export const unknownCardToken: CodeTable = {
  'InvalidParameterValue.InvalidParameterValueLimit': expired(
    'the token does not belong to this service, or no longer exists',
    'check that it is complete and comes from `idv card submit` in this account and region; otherwise submit the document again',
  ),
};

/** `Status` of GetCardVerificationResult, which was later written in capitals. */
export const cardStatusCodes: CodeTable = {
  Warning: documentReview('the document shows signs that a person should look at', 'look at the document and at WarnInfo'),
  Rejected: rejected('the document was rejected', 'see WarnInfo; submit new photos of the original document'),
  PROCESSING: processing('the document is still being verified', 'ask again at the interval that `idv card submit` printed, or use --wait'),
};
