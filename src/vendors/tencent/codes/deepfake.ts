import type { CodeTable } from '../../../core/declare/codes.ts';
import { exhausted, retake } from '../../code-entries.ts';
import { failed } from './entry.ts';

/** Codes of DetectAIFakeFaces alone. https://www.tencentcloud.com/document/product/1061/64467 */
export const deepfakeCodes: CodeTable = {
  'FailedOperation.CoveredFace': retake('the face is covered', 'take off what covers it, and take the picture or the clip again'),
  'FailedOperation.DetectEngineSystemError': failed(
    'the detection engine failed',
    'no verdict was made; try later and keep the request id',
  ),
  'FailedOperation.IncompleteFace': retake('the face is not fully in the picture', 'keep the face fully in the picture'),
  'FailedOperation.PoorImageQuality': retake('the picture is of too poor quality', 'take one in better light, sharp and not compressed'),
  'FailedOperation.VideoDecodeFailed': retake('the clip cannot be decoded', 'send an unbroken MP4, AVI or FLV'),
  'FailedOperation.VideoDurationExceeded': retake('the clip is too long', 'send one of at most 20 s; 2 to 5 s is best'),
  'UnauthorizedOperation.ChargeStatusException': exhausted(
    'the account’s billing is not in order',
    'look at the billing of FaceID in the console',
  ),
};
