import type { Action } from '../../../core/declare/action.ts';
import { applyCardVerification } from './apply-card-verification.ts';
import { applyLivenessToken } from './apply-liveness-token.ts';
import { applySdkVerificationToken } from './apply-sdk-verification-token.ts';
import { applyWebVerificationBizTokenIntl } from './apply-web-verification-biz-token-intl.ts';
import { applyWebVerificationToken } from './apply-web-verification-token.ts';
import { compareFaceLiveness } from './compare-face-liveness.ts';
import { createUploadUrl } from './create-upload-url.ts';
import { detectAiFakeFaces } from './detect-ai-fake-faces.ts';
import { detectReflectLivenessAndCompare } from './detect-reflect-liveness-and-compare.ts';
import { generateReflectSequence } from './generate-reflect-sequence.ts';
import { getCardVerificationResult } from './get-card-verification-result.ts';
import { getFaceIdResultIntl } from './get-face-id-result-intl.ts';
import { getFaceIdTokenIntl } from './get-face-id-token-intl.ts';
import { getLivenessResult } from './get-liveness-result.ts';
import { getSdkVerificationResult } from './get-sdk-verification-result.ts';
import { getWebVerificationResult } from './get-web-verification-result.ts';
import { getWebVerificationResultIntl } from './get-web-verification-result-intl.ts';
import { livenessCompare } from './liveness-compare.ts';
import { videoLivenessCompare } from './video-liveness-compare.ts';

/** In the order in which help and the catalogue show them. */
export const tencentActions: readonly Action[] = [
  compareFaceLiveness,
  getFaceIdTokenIntl,
  getFaceIdResultIntl,
  applyWebVerificationBizTokenIntl,
  getWebVerificationResultIntl,
  applySdkVerificationToken,
  getSdkVerificationResult,
  applyCardVerification,
  getCardVerificationResult,
  applyLivenessToken,
  getLivenessResult,
  detectAiFakeFaces,
  livenessCompare,
  generateReflectSequence,
  detectReflectLivenessAndCompare,
  videoLivenessCompare,
  createUploadUrl,
  applyWebVerificationToken,
  getWebVerificationResult,
];
