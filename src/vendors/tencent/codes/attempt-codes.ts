import type { CodeTable } from '../../../core/declare/codes.ts';
import { retake } from '../../code-entries.ts';
import { failed, mismatch, pending, retakeAfterLiveness, spoof } from './entry.ts';

/*
 * The possible results of one attempt, the same for the App SDKs and the verification page. Sources: the result
 * descriptions of the vendor's SDK of August 2026 (GetFaceIdResultIntlResponse, CompareResult), the table "Mobile HTML5" of
 * https://www.tencentcloud.com/document/product/1061/55390 and the notice https://www.tencentcloud.com/announce/detail/100989,
 * which changed 1001 and 2012 on 2026-03-10.
 */

/** The liveness check. */
export const livenessCodes: CodeTable = {
  1001: failed('the liveness engine could not be called', 'there is no verdict; start again with a new token, and keep the request id'),
  1002: spoof(
    'the recording seems to show a picture, a screen or another recording',
    'ask the person to repeat it live with a new token; investigate if it happens again',
  ),
  // The manual of 2024 calls it a failed verification. Now it means that no face was found, which is not a sign of an attack.
  1004: retake('no face was found in the recording', 'ask the person to repeat it facing the camera, in good light'),
  1005: spoof(
    'the person did not pass the liveness check',
    'ask the person to repeat it in even light, without a filter, a photo or a screen in between; investigate if it happens again',
  ),
};

/** The comparison, which follows a passed liveness check. */
export const comparisonCodes: CodeTable = {
  2004: retake('the comparison picture is too large or too small', 'give a picture of normal size with the next token'),
  // For the eKYC SDK, the manual of 2024 has "not fully exposed"; since the notice it means the same everywhere.
  2012: retake('several faces were seen, but one was expected', 'ask the person to repeat it alone; the picture may show only one face'),
  2013: retake('no face, or only part of a face, was seen', 'show the complete face in the frame, and in the comparison picture'),
  2014: retake(
    'the resolution or quality of a picture is too low to compare',
    'give a sharper picture with the next token, and clean the lens',
  ),
  2015: retakeAfterLiveness('the comparison of the two faces failed', 'repeat it with a clearer picture of the face from the front'),
  2016: mismatch(
    'the live face is not similar enough to the picture',
    'if it is the same person, use a recent picture or photograph the document again, and start again with a new token',
  ),
};

/** The liveness check of an App SDK, which has one code for too little and too much light. */
export const appLivenessCodes: CodeTable = {
  ...livenessCodes,
  1201: retake('the light was too dark, or so strong that the face is overexposed', 'ask the person to repeat it in even light'),
};

/** The comparison of an App SDK. */
export const appComparisonCodes: CodeTable = {
  ...comparisonCodes,
  2017: retake('something covers the face', 'ask the person to remove it and start again'),
};

/** No result yet from an App SDK. */
export const unfinishedCode: CodeTable = {
  '-999': pending(
    'the person has not finished the verification',
    'ask again, or use --wait; the app must finish within the token’s ten minutes',
  ),
};
