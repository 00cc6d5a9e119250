import type { Action } from '../../../core/declare/action.ts';
import { authorizeFileUpload } from './authorize-file-upload.ts';
import { checkResult } from './check-result.ts';
import { compareFace } from './compare-face.ts';
import { deepfakeDetectIntl } from './deepfake-detect-intl.ts';
import { detectFace } from './detect-face.ts';
import { detectLivingFace } from './detect-living-face.ts';
import { detectVideoLivingFace } from './detect-video-living-face.ts';
import { ekycVerify } from './ekyc-verify.ts';
import { executeRequest } from './execute-request.ts';
import { faceCompare } from './face-compare.ts';
import { faceLiveness } from './face-liveness.ts';
import { getAsyncJobResult } from './get-async-job-result.ts';
import { initialize } from './initialize.ts';
import { recognizeIdentityCard } from './recognize-identity-card.ts';

/** In the order in which help and the catalogue show them. */
export const aliyunActions: readonly Action[] = [
  faceCompare,
  ekycVerify,
  faceLiveness,
  deepfakeDetectIntl,
  initialize,
  checkResult,
  executeRequest,
  compareFace,
  detectLivingFace,
  detectVideoLivingFace,
  detectFace,
  recognizeIdentityCard,
  getAsyncJobResult,
];

/** Every action that a client can sign: the actions of the catalogue, and the one that idv calls automatically before an upload. */
export const aliyunCalls: readonly Action[] = [...aliyunActions, authorizeFileUpload];
