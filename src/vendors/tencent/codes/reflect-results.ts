/**
 * The values of `Result` and of the error answers of DetectReflectLivenessAndCompare. https://www.tencentcloud.com/document/product/1061
 */
export const reflectResults: readonly string[] = [
  'FailedOperation.ActionLightDark',
  'FailedOperation.ActionLightStrong',
  'FailedOperation.DownLoadError',
  'FailedOperation.DownLoadTimeoutError',
  'FailedOperation.ImageBlur',
  'FailedOperation.ImageDecodeFailed',
  'FailedOperation.ImageSizeTooLarge',
  'FailedOperation.LifePhotoDetectFake',
  'FailedOperation.LifePhotoSizeError',
  'FailedOperation.LivessDetectFail',
  'FailedOperation.LivessDetectFake',
  'FailedOperation.LivessSystemError',
  'FailedOperation.LivessUnknownError',
  'FailedOperation.SilentDetectFail',
  'FailedOperation.SilentFaceDetectFail',
  'FailedOperation.SilentFaceQualityFail',
  'FailedOperation.SilentMultiFaceFail',
  'FailedOperation.SilentPictureLiveFail',
  'FailedOperation.SilentThreshold',
  'InternalError.ActionLightDark',
  'InternalError.ActionLightStrong',
  'InternalError.ActionNodetectFace',
  'InternalError.CompareLowSimilarity',
  'InternalError.LifePhotoPoorQuality',
  'InternalError.LifePhotoSizeError',
];

export const lowSimilarity: readonly string[] = ['FailedOperation.CompareLowSimilarity', 'InternalError.CompareLowSimilarity'];
