import type { CodeTable } from '../../../core/declare/codes.ts';
import { retake } from '../../code-entries.ts';
import { failed, mismatch, retakeAfterLiveness, spoof } from './entry.ts';

/** Codes about a face, a photo or a clip. https://www.tencentcloud.com/document/product/1061/55390 */
export const clipCodes: CodeTable = {
  'FailedOperation.ActionCloseEye': retakeAfterLiveness('no blink was seen', 'blink clearly once, looking into the camera'),
  'FailedOperation.ActionFaceClose': retake('the face is too close', 'hold the phone further away'),
  'FailedOperation.ActionFaceFar': retake('the face is too far away', 'hold the phone closer'),
  'FailedOperation.ActionFaceLeft': retake('the face is too far left', 'move to the right, into the middle of the picture'),
  'FailedOperation.ActionFaceRight': retake('the face is too far right', 'move to the left, into the middle of the picture'),
  'FailedOperation.ActionFirstAction': retakeAfterLiveness(
    'the first action was not seen',
    'do the actions in the requested order, from the start of the recording',
  ),
  'FailedOperation.ActionLightDark': retake('the clip is too dark', 'turn on a light or face the window'),
  'FailedOperation.ActionLightStrong': retake('the clip is too bright', 'move out of direct light'),
  'FailedOperation.ActionNodetectFace': retake(
    'no complete face was seen during the action',
    'keep the complete face in the picture during the action',
  ),
  'FailedOperation.ActionOpenMouth': retakeAfterLiveness('the mouth was not opened', 'open the mouth wide once'),
  'FailedOperation.CompareFail': retakeAfterLiveness(
    'the two faces could not be compared',
    'send a sharper photo and a clip with the face upright',
  ),
  'FailedOperation.CompareLowSimilarity': mismatch(
    'the two faces are not similar enough',
    'if it is the same person, use a recent photo taken in even light',
  ),
  'FailedOperation.CompareSystemError': failed(
    'the comparison engine failed',
    'there is no verdict; try again later, and keep the request id',
  ),
  'FailedOperation.CompressVideoError': failed(
    'the service could not compress the clip',
    'send a smaller H.264 MP4; if it continues, give the vendor the request id',
  ),
  'FailedOperation.DownLoadError': failed(
    'the service could not download the file',
    'check that the URL answers and is in the request’s region',
  ),
  'FailedOperation.DownLoadTimeoutError': failed(
    'the service’s download of the file took too long',
    'use a file in the same region, or a smaller one',
  ),
  'FailedOperation.IdPhotoPoorQuality': retake(
    'the resolution of the identity photo is too low',
    'use a sharper photo of the document, or one with more pixels',
  ),
  'FailedOperation.ImageBlur': retake('the picture is blurred', 'hold still and let the camera focus'),
  'FailedOperation.ImageDecodeFailed': retake('the picture cannot be decoded', 'send an undamaged JPEG or PNG'),
  'FailedOperation.ImageSizeTooLarge': retake('the picture is too large', 'scale it down below the action’s limit'),
  'FailedOperation.LifePhotoDetectFaces': retake('the photo shows several faces', 'use a photo of one person'),
  'FailedOperation.LifePhotoDetectFake': spoof(
    'the photo does not seem to show a real person',
    'use an original photo, not a picture of a picture',
  ),
  'FailedOperation.LifePhotoDetectNoFaces': retake('the photo shows no complete face', 'use a photo with the complete, uncovered face'),
  'FailedOperation.LifePhotoPoorQuality': retake('the photo’s resolution is too low', 'use a larger or sharper photo'),
  'FailedOperation.LifePhotoSizeError': retake('the photo is too large or too small', 'use a photo of normal size, below 3 MB as base64'),
  'FailedOperation.LipFaceIncomplete': retake('the face is not fully in the clip', 'keep chin and forehead in the picture while speaking'),
  'FailedOperation.LipMoveSmall': retakeAfterLiveness('the lips hardly moved', 'speak the digits with clear lip movement'),
  'FailedOperation.LipNetFailed': failed(
    'the service could not read the clip from its own storage',
    'there is no verdict; try again later',
  ),
  'FailedOperation.LipSizeError': retake('the clip is empty or of the wrong length', 'record about six seconds'),
  'FailedOperation.LipVideoInvalid': retake('the clip’s format is not readable', 'send MP4, AVI or FLV'),
  'FailedOperation.LipVideoQuaility': retake('the clip’s resolution is too low', 'record at 480p or more'),
  'FailedOperation.LipVoiceDetect': retakeAfterLiveness('no voice was heard', 'record with sound and speak the digits aloud'),
  'FailedOperation.LipVoiceLow': retakeAfterLiveness('the voice is too quiet', 'speak louder or closer to the phone'),
  'FailedOperation.LipVoiceRecognize': retakeAfterLiveness(
    'the spoken digits were not understood',
    'speak the digits one by one in a quiet place',
  ),
  'FailedOperation.LivessBestFrameError': retake(
    'no frame of the clip is good enough to compare',
    'record again with the face still and well lit',
  ),
  'FailedOperation.LivessDetectFail': spoof(
    'the clip does not seem to show a live person',
    'record the person directly, without filters or a screen in between',
  ),
  'FailedOperation.LivessDetectFake': spoof(
    'the clip looks like a recording of a recording',
    'ask the person to record live; investigate if it happens again',
  ),
  'FailedOperation.LivessSystemError': failed(
    'the liveness engine failed',
    'there is no verdict; try again later, and keep the request id',
  ),
  'FailedOperation.LivessUnknownError': retakeAfterLiveness('the clip could not be judged as live or not', 'record again in better light'),
  'FailedOperation.SilentDetectFail': spoof(
    'silent liveness detection found no real person',
    'record the person directly; investigate if it happens again',
  ),
  'FailedOperation.SilentEyeLiveFail': retakeAfterLiveness(
    'the eyes could not be judged',
    'take off dark glasses and look into the camera',
  ),
  'FailedOperation.SilentFaceDetectFail': retake('the clip shows no face', 'keep the face in the picture for the whole clip'),
  'FailedOperation.SilentFaceQualityFail': retake('the face in the clip is of poor quality', 'clean the lens, use more light, hold still'),
  'FailedOperation.SilentFaceWithMaskFail': retake('the face is covered by a mask', 'take the mask off'),
  'FailedOperation.SilentMouthLiveFail': retakeAfterLiveness(
    'the mouth could not be judged',
    'keep the mouth uncovered and in the picture',
  ),
  'FailedOperation.SilentMultiFaceFail': retake('the clip shows several faces', 'show only one person'),
  'FailedOperation.SilentPictureLiveFail': spoof('the clip may be of a picture', 'film the person, not a photo or a screen'),
  'FailedOperation.SilentThreshold': spoof(
    'silent liveness detection was below its threshold',
    'record again in even light; investigate if it happens again',
  ),
  'FailedOperation.SilentTooShort': retake('the clip is too short', 'record longer than two seconds'),
  'FailedOperation.UnKnown': failed('the face service failed for an unknown reason', 'there is no verdict; give the vendor the request id'),
  'InternalError.ActionLightDark': retake('the light sequence was too dark to read', 'repeat the light check in a brighter room'),
  'InternalError.ActionLightStrong': retake(
    'the surroundings were brighter than the light sequence',
    'repeat the light check away from sunlight and lamps',
  ),
  'InternalError.ActionNodetectFace': retake(
    'no complete face was seen during the light sequence',
    'hold the face still in the frame until the colours end',
  ),
  'InternalError.CompareLowSimilarity': mismatch(
    'the face in the light check is not similar enough to the photo',
    'if it is the same person, use a recent photo and repeat the check',
  ),
  'InternalError.LifePhotoPoorQuality': retake('the comparison photo’s resolution is too low', 'upload a sharper comparison photo'),
  'InternalError.LifePhotoSizeError': retake('the comparison photo is too large or too small', 'upload a comparison photo of normal size'),
};
