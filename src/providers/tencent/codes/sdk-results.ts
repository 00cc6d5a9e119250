import type { CodeEntry, CodeTable } from '../../../core/codes.ts';
import { failed, mismatch, paid, pending, retake } from './entry.ts';

/** Codes of the liveness half of a CompareResult. */
export const sdkLivenessCodes: CodeTable = {
  1001: failed('the liveness engine could not be called', 'no verdict was made; start again with a new token, and keep the request id'),
  1004: retake('no face could be made out in the recording', 'have the person repeat it facing the camera, in good light'),
};

/** Codes of the comparison half of a CompareResult. */
export const sdkComparisonCodes: CodeTable = {
  2004: retake('the face picture to compare with is too large or too small', 'send a face picture of ordinary size with the next token'),
  2012: retake('the face is not fully exposed', 'move hair, glasses and hands away from the face and repeat it'),
  2013: retake('there is no face in the picture to compare with', 'use a picture that shows one face, or photograph the document again'),
  2014: retake('the resolution of the picture to compare with is too low', 'use a sharper picture, or photograph the document again'),
  2015: retake('the two faces of the process could not be compared', 'have the person repeat it; use a clearer picture if it stays'),
  2016: mismatch(
    'the live face is not alike enough to the document or photo',
    'if it is the same person, use a recent picture and start again',
  ),
};

/** `ErrorCode` of a CompareResult. */
export const compareResultCodes: CodeTable = { ...sdkLivenessCodes, ...sdkComparisonCodes };

/** The vendor's notice of 2026-03-10 calls it paid for; what it means, nobody publishes. */
const unexplained = (code: string): CodeEntry =>
  paid(
    retake(
      `the eKYC process ended with ${code}, which the vendor bills and does not explain`,
      `start again with a new token; ask the vendor about ${code} with the request id`,
    ),
  );

/** `Result` of GetSdkVerificationResult. The manual lists none; these are its CompareResult's and the later notice's, where 2012 differs. */
export const sdkResultCodes: CodeTable = {
  ...compareResultCodes,
  1002: unexplained('1002'),
  1005: unexplained('1005'),
  1201: unexplained('1201'),
  2012: retake('several faces were seen during the eKYC process', 'have the person repeat it with nobody else in the picture'),
  2017: paid(retake('something hides a part of the face', 'take off mask, hat or dark glasses and start again')),
  '-999': pending('the eKYC process is not finished', 'ask again, or use --wait; the app must finish within the token’s ten minutes'),
};
