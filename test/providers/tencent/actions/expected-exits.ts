type Exits = Readonly<Record<string, number>>;

/** `{ 12: '2004 2013' }` -> `{ '2004': 12, '2013': 12 }`. */
export const exitsByCode = (codes: Readonly<Record<number, string>>, prefix = ''): Exits =>
  Object.fromEntries(
    Object.entries(codes).flatMap(([exit, names]) =>
      names
        .trim()
        .split(/\s+/)
        .map((name) => [`${prefix}${name}`, Number(exit)]),
    ),
  );

/** Exit 10 another person, 11 not live, 12 to be repeated, 13 not finished, 14 over, 22 the service's own fault. */
export const clipExits = exitsByCode(
  {
    10: 'CompareLowSimilarity',
    11: `LifePhotoDetectFake LivessDetectFail LivessDetectFake SilentDetectFail SilentPictureLiveFail SilentThreshold`,
    12: `ActionCloseEye ActionFaceClose ActionFaceFar ActionFaceLeft ActionFaceRight ActionFirstAction ActionLightDark
      ActionLightStrong ActionNodetectFace ActionOpenMouth CompareFail LifePhotoDetectFaces LifePhotoDetectNoFaces
      LifePhotoPoorQuality LifePhotoSizeError LipFaceIncomplete LipMoveSmall LipSizeError LipVideoInvalid LipVideoQuaility
      LipVoiceDetect LipVoiceLow LipVoiceRecognize LivessBestFrameError LivessUnknownError SilentEyeLiveFail
      SilentFaceDetectFail SilentFaceQualityFail SilentFaceWithMaskFail SilentMouthLiveFail SilentMultiFaceFail SilentTooShort`,
    22: 'CompareSystemError DownLoadError DownLoadTimeoutError LipNetFailed LivessSystemError UnKnown',
  },
  'FailedOperation.',
);

export const reflectExits: Exits = {
  ...exitsByCode(
    {
      10: 'CompareLowSimilarity',
      11: 'LifePhotoDetectFake LivessDetectFail LivessDetectFake SilentDetectFail SilentPictureLiveFail SilentThreshold',
      12: `ActionLightDark ActionLightStrong ImageBlur ImageDecodeFailed ImageSizeTooLarge LifePhotoSizeError LivessUnknownError
        SilentFaceDetectFail SilentFaceQualityFail SilentMultiFaceFail`,
      22: 'DownLoadError DownLoadTimeoutError LivessSystemError',
    },
    'FailedOperation.',
  ),
  ...exitsByCode(
    {
      10: 'CompareLowSimilarity',
      12: 'ActionLightDark ActionLightStrong ActionNodetectFace LifePhotoPoorQuality LifePhotoSizeError',
    },
    'InternalError.',
  ),
};

export const faceIdExits = exitsByCode({
  10: '2016',
  11: '1004',
  12: '1002 1005 1201 2004 2012 2013 2014 2015 2017',
  13: '-999',
  22: '1001',
});

export const sdkExits = exitsByCode({
  10: '2016',
  12: '1002 1004 1005 1201 2004 2012 2013 2014 2015 2017',
  13: '-999',
  22: '1001',
});

export const webExits = exitsByCode({
  12: '1 2 3 4 8 9 10 11 16 202 1002 1003 1004 1005 1101 1102 1103 1104 1105 1106 1107 1108 1109 1201 1202 1410',
  14: '14 15 1409',
  22: '1001',
});
