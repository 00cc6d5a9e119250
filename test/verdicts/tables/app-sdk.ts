import { all, codes } from '../table.ts';

/**
 * Codes of the App SDKs, from the result descriptions of the vendor's SDK. The notice of 2026-03-10 says which of them are charged.
 * https://www.tencentcloud.com/announce/detail/100989
 */

/** The codes of a liveness check. */
export const livenessCodes = '1001 1002 1004 1005 1201';
/** The codes of a comparison. */
export const comparisonCodes = '2004 2012 2013 2014 2015 2016 2017';

/** Codes next to a success of the process. Every code except 0 contradicts it. */
export const againstSuccess = (names: string) => ({ 0: 0, ...all(names, 23) });

/** `Result` of GetFaceIdResultIntl; `score` is in the same answer. */
export const selfieResults = (score: number | null) =>
  codes(`
  1001 22 N
  1002 11 Y liveness -
  1004 12 ? - -
  1005 11 Y liveness -
  1201 12 Y - -
  2004 12 ? - -
  2012 12 N - -
  2013 12 ? - -
  2014 12 ? - -
  2015 12 ? liveness -
  2016 ${score === null ? '10 ? liveness+comparison -' : '23 ?'}
  2017 12 Y - -
  -999 13 ? - -
`);

/** `Result` of GetSdkVerificationResult, without its attempts. The notice does not say whether 2012 is billed, and does not have 1001. */
export const ekycResults = codes(`
  1001 22 ?
  1002 11 Y
  1004 12 ?
  1005 11 Y
  1201 12 Y
  2004 12 ?
  2012 12 ?
  2013 12 ?
  2014 12 ?
  2015 12 ?
  2016 10 ?
  2017 12 Y
  -999 13 ?
`);
