import type { CodeEntry, CodeTable } from '../../../core/codes.ts';
import { failed, mismatch, paid, pending, retake, spoof } from './entry.ts';

/** The vendor's notice of 2026-03-10 calls it paid for; what it means, nobody publishes. */
const unexplained = (code: string): CodeEntry =>
  paid(
    retake(
      `the App SDK process ended with ${code}, which the vendor bills and does not explain`,
      `have the person start again with a new token; only the vendor can say what ${code} means`,
    ),
  );

/** `Result` of GetFaceIdResultIntl: text, in which 1004 and 2012 mean another thing than in a CompareResult. */
export const faceIdResultCodes: CodeTable = {
  1001: failed('the FaceID engine failed during the process', 'no verdict was made; start again with a new token, and keep the request id'),
  1002: unexplained('1002'),
  1004: spoof(
    'the person was not found to be live, and not compared',
    'have the person repeat it in even light, without a screen or photo between; look into it if it repeats',
  ),
  1005: unexplained('1005'),
  1201: unexplained('1201'),
  2004: retake('the photo given with the token is too large or too small', 'ask for a new token with a photo of ordinary size'),
  2012: retake('several faces were seen during the check', 'have the person repeat it alone in front of the camera'),
  2013: retake('no face, or only a part of one, was seen during the check', 'have the person repeat it with the whole face in the frame'),
  2014: retake('a picture is too coarse or too poor to compare', 'ask for a new token with a sharper photo, and clean the lens'),
  2015: retake('the comparison with the photo could not be made', 'ask for a new token with a clearer photo of the face from the front'),
  2016: mismatch(
    'the person is not alike enough to the photo of the token',
    'if it is the same person, ask for a new token with a recent photo',
  ),
  2017: paid(retake('something covers the face', 'have the person take off what covers the face and start again')),
  '-999': pending('the person has not finished the process', 'ask again, or use --wait; the token stops being usable after ten minutes'),
};
