import type { VerdictTable } from '../table.ts';
import { checkResult } from './check-result.ts';
import { compareFace } from './compare-face.ts';
import { compareFaceLiveness } from './compare-face-liveness.ts';
import { deepfakeDetectIntl } from './deepfake-detect-intl.ts';
import { detectAiFakeFaces } from './detect-ai-fake-faces.ts';
import { detectLivingFace } from './detect-living-face.ts';
import { detectReflectLivenessAndCompare } from './detect-reflect-liveness-and-compare.ts';
import { detectVideoLivingFace } from './detect-video-living-face.ts';
import { ekycVerify } from './ekyc-verify.ts';
import { executeRequest } from './execute-request.ts';
import { faceCompare } from './face-compare.ts';
import { faceLiveness } from './face-liveness.ts';
import { getAsyncJobResult } from './get-async-job-result.ts';
import { getCardVerificationResult } from './get-card-verification-result.ts';
import { getFaceIdResultIntl } from './get-face-id-result-intl.ts';
import { getLivenessResult } from './get-liveness-result.ts';
import { getSdkVerificationResult } from './get-sdk-verification-result.ts';
import { getWebVerificationResult, getWebVerificationResultIntl } from './get-web-verification-results.ts';
import { livenessCompare } from './liveness-compare.ts';
import { videoLivenessCompare } from './video-liveness-compare.ts';

export const tables: readonly VerdictTable[] = [
  compareFaceLiveness,
  getFaceIdResultIntl,
  getWebVerificationResultIntl,
  getSdkVerificationResult,
  getCardVerificationResult,
  getLivenessResult,
  detectAiFakeFaces,
  livenessCompare,
  detectReflectLivenessAndCompare,
  videoLivenessCompare,
  getWebVerificationResult,
  faceCompare,
  ekycVerify,
  faceLiveness,
  deepfakeDetectIntl,
  checkResult,
  executeRequest,
  compareFace,
  detectLivingFace,
  detectVideoLivingFace,
  getAsyncJobResult,
];
