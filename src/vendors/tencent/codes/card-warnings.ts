import type { CodeTable } from '../../../core/declare/codes.ts';
import { documentReview } from './entry.ts';

/**
 * `WarnCardInfos` of a document: with any of them, a pass becomes a review. -9104 and -9901 were added after the manual; only the manual
 * has -9109.
 */
const cardWarningCodes: CodeTable = {
  '-9101': documentReview(
    'the document is covered or not completely in the picture',
    'check that all four corners are visible and every field can be read',
  ),
  '-9102': documentReview('the document is a photocopy', 'ask for a photo of the original document'),
  '-9103': documentReview('the document was photographed from a screen', 'ask for a photo of the document itself'),
  '-9104': documentReview('the picture of the document may have been edited', 'compare it with the original before accepting it'),
  '-9107': documentReview('the document reflects light', 'check whether the glare hides a field; if it does, ask for a photo at an angle'),
  '-9108': documentReview(
    'the picture of the document is blurred',
    'check whether every field can be read; if not, ask for a sharper photo',
  ),
  '-9109': documentReview(
    'this document check is not enabled for the account',
    'enable the check in the console; until then look at the document yourself',
  ),
  '-9901': documentReview(
    'the document has a warning without a specific code',
    'look at the document, and ask the vendor with the request id',
  ),
};

/** -9109 says that a check is not enabled for the account, and nothing about the document: the other members decide. */
export const cardWarnings = { warningCodes: cardWarningCodes, warningsForNotice: ['-9109'] } as const;
