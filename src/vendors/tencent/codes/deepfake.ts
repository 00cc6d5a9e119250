import type { CodeTable } from '../../../core/declare/codes.ts';
import { exhausted, retake } from '../../code-entries.ts';
import { failed } from './entry.ts';

/** Codes of DetectAIFakeFaces only. https://www.tencentcloud.com/document/product/1061/64467 */
export const deepfakeCodes: CodeTable = {
  'FailedOperation.CoveredFace': retake('the face is covered', 'uncover it, and take the picture or the clip again'),
  'FailedOperation.DetectEngineSystemError': failed(
    'the detection engine failed',
    'there is no verdict; try again later, and keep the request id',
  ),
  'FailedOperation.IncompleteFace': retake('the face is not fully in the picture', 'keep the face fully in the picture'),
  'FailedOperation.PoorImageQuality': retake(
    'the quality of the picture is too low',
    'take a sharp picture in better light, without strong compression',
  ),
  'FailedOperation.VideoDecodeFailed': retake('the clip cannot be decoded', 'send an undamaged MP4, AVI or FLV'),
  'FailedOperation.VideoDurationExceeded': retake('the clip is too long', 'send a clip of at most 20 s; 2 to 5 s is best'),
  'UnauthorizedOperation.ChargeStatusException': exhausted(
    'there is a problem with the account’s billing',
    'check the billing of FaceID in the console',
  ),
};
