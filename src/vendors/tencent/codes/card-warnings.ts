import type { CodeTable } from '../../../core/declare/codes.ts';
import { documentReview } from './entry.ts';

/** `WarnCardInfos` of a document: each makes a pass a case for a person's eye. -9104 and -9901 came after the manual, which alone has -9109. */
const cardWarningCodes: CodeTable = {
  '-9101': documentReview(
    'the document is covered or not wholly in the picture',
    'see whether all four corners and every field can be read',
  ),
  '-9102': documentReview('the document is a photocopy', 'ask for a photo of the original document'),
  '-9103': documentReview('the document was photographed from a screen', 'ask for a photo of the document itself'),
  '-9104': documentReview('the picture of the document may have been edited', 'compare it with the original before accepting it'),
  '-9107': documentReview('the document reflects light', 'see whether the glare hides a field; else ask for a photo at an angle'),
  '-9108': documentReview('the picture of the document is blurred', 'see whether every field can be read; else ask for a sharper photo'),
  '-9109': documentReview(
    'the account has this document check not enabled',
    'enable the check in the console; until then look at the document yourself',
  ),
  '-9901': documentReview(
    'the document raised a warning that has no code of its own',
    'look at the document, and ask the vendor with the request id',
  ),
};

/** -9109 says that the account lacks a check, and nothing about the document: the rest decides. */
export const cardWarnings = { warningCodes: cardWarningCodes, warningsForNotice: ['-9109'] } as const;
