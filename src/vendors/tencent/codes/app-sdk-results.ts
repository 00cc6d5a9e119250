import { billedAs, type CodeTable } from '../../../core/declare/codes.ts';
import { appComparisonCodes, appLivenessCodes, unfinishedCode } from './attempt-codes.ts';
import { appSdkBilling } from './billing.ts';

/** `Result` of GetFaceIdResultIntl: text, with the values of a CompareResult and one for a verification that is not finished. */
export const faceIdResultCodes: CodeTable = billedAs(appSdkBilling.selfie, {
  ...appLivenessCodes,
  ...appComparisonCodes,
  ...unfinishedCode,
});

/** `LiveErrorCode` of a CompareResult. */
export const sdkLivenessCodes: CodeTable = billedAs(appSdkBilling.ekyc, appLivenessCodes);

/** `CompareErrorCode` of a CompareResult. */
export const sdkComparisonCodes: CodeTable = billedAs(appSdkBilling.ekyc, appComparisonCodes);

/** `ErrorCode` of a CompareResult. */
export const compareResultCodes: CodeTable = { ...sdkLivenessCodes, ...sdkComparisonCodes };

/**
 * `Result` of GetSdkVerificationResult. Neither the manual nor the SDK lists its values: they are those of its last CompareResult, and the
 * "not finished" of similar actions.
 */
export const sdkResultCodes: CodeTable = { ...compareResultCodes, ...unfinishedCode };

/**
 * `Result` of GetLivenessResult. The manual has 1001 in a sample and no list. So idv uses the liveness codes of the other App SDKs and
 * their "not finished"; any other code is unreadable.
 */
export const livenessTokenResultCodes: CodeTable = { ...appLivenessCodes, ...unfinishedCode };
