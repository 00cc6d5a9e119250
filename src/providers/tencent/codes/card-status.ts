import type { CodeTable } from '../../../core/codes.ts';
import { mismatch, processing, review } from './entry.ts';

/** `Status` of GetCardVerificationResult, which came to be written in capitals. */
export const cardStatusCodes: CodeTable = {
  Warning: review('the document shows signs that a person should look at', 'look at the document with WarnInfo beside it'),
  Rejected: mismatch('the document was rejected', 'see WarnInfo; submit new photos of the original document'),
  PROCESSING: processing('the document is still being verified', 'ask again at the interval that `idv card submit` printed, or use --wait'),
};
