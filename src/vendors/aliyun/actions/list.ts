import type { Action } from '../../../core/declare/action.ts';
import { authorizeFileUpload } from './authorize-file-upload.ts';
import { compareFace } from './compare-face.ts';
import { detectFace } from './detect-face.ts';
import { detectLivingFace } from './detect-living-face.ts';
import { executeRequest } from './execute-request.ts';
import { getAsyncJobResult } from './get-async-job-result.ts';
import { recognizeIdentityCard } from './recognize-identity-card.ts';

/** In the order in which help and the catalogue show them. */
export const aliyunActions: readonly Action[] = [
  executeRequest,
  compareFace,
  detectLivingFace,
  detectFace,
  recognizeIdentityCard,
  getAsyncJobResult,
];

/** Every action that a client can sign: those of the catalogue, and the one that it calls by itself before an upload. */
export const aliyunCalls: readonly Action[] = [...aliyunActions, authorizeFileUpload];
