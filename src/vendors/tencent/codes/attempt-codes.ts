import type { CodeTable } from '../../../core/declare/codes.ts';
import { retake } from '../../code-entries.ts';
import { failed, mismatch, pending, retakeAfterLiveness, spoof } from './entry.ts';

/*
 * What one attempt of a person can come to, the same for the App SDKs and the verification page. Sources: the result
 * descriptions of the vendor's SDK of August 2026 (GetFaceIdResultIntlResponse, CompareResult), the table "Mobile HTML5" of
 * https://www.tencentcloud.com/document/product/1061/55390 and the notice https://www.tencentcloud.com/announce/detail/100989,
 * which changed 1001 and 2012 on 2026-03-10.
 */

/** The liveness check. */
export const livenessCodes: CodeTable = {
  1001: failed('the liveness engine could not be called', 'no verdict was made; start again with a new token, and keep the request id'),
  1002: spoof(
    'the recording looks like one of a picture, a screen or another recording',
    'have the person do it live with a new token; look into it if it repeats',
  ),
  // The manual of 2024 calls it a failed verification; today it is a face that was not found, which is not a sign of an attack.
  1004: retake('no face could be made out in the recording', 'have the person repeat it facing the camera, in good light'),
  1005: spoof(
    'the person did not pass as live',
    'have the person repeat it in even light, without a filter, a photo or a screen between; look into it if it repeats',
  ),
};

/** The comparison, which follows a liveness check that was passed. */
export const comparisonCodes: CodeTable = {
  2004: retake('the picture to compare with is too large or too small', 'give a picture of ordinary size with the next token'),
  // The manual of 2024 has "not fully exposed" for the eKYC SDK; since the notice it is the same everywhere.
  2012: retake('several faces were seen where one was expected', 'have the person repeat it alone; the picture may show one face only'),
  2013: retake('no face, or only a part of one, was seen', 'have the whole face in the frame, and in the picture to compare with'),
  2014: retake('a picture is too coarse or too poor to compare', 'give a sharper picture with the next token, and clean the lens'),
  2015: retakeAfterLiveness(
    'the comparison of the two faces could not be made',
    'repeat it with a clearer picture of the face from the front',
  ),
  2016: mismatch(
    'the live face is not alike enough to the picture',
    'if it is the same person, use a recent picture or photograph the document again, and start again with a new token',
  ),
};

/** The liveness check of an App SDK, which has one code for too little light and too much. */
export const appLivenessCodes: CodeTable = {
  ...livenessCodes,
  1201: retake('the light was too dark, or so strong that the face is overexposed', 'have the person repeat it in even light'),
};

/** The comparison of an App SDK. */
export const appComparisonCodes: CodeTable = {
  ...comparisonCodes,
  2017: retake('something covers the face', 'have the person take off what covers the face, and start again'),
};

/** No result yet from an App SDK. */
export const unfinishedCode: CodeTable = {
  '-999': pending(
    'the person has not finished the process',
    'ask again, or use --wait; the app must finish within the token’s ten minutes',
  ),
};
