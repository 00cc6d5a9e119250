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

/** Exit 10 another person, 11 not live, 12 to be repeated, 13 not finished, 14 over, 20 refused, 22 the service's own fault. */
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

/** As the vendor describes them since 2026-03-10, alike in the two App SDKs; the third has the liveness check alone. */
export const appSdkExits = exitsByCode({
  10: '2016',
  11: '1002 1005',
  12: '1004 1201 2004 2012 2013 2014 2015 2017',
  13: '-999',
  22: '1001',
});

export const livenessTokenExits = exitsByCode({ 11: '1002 1005', 12: '1004 1201', 13: '-999', 22: '1001' });

export const webExits = exitsByCode({
  10: '2016',
  11: '1002 1003 1005 1301 1302 1401 2011',
  12: `16 202 1004 1101 1102 1103 1104 1106 1107 1108 1109 1201 1202 1203 1204 1205 1206 1207 1208 1209 1210 1303 1410
    2004 2009 2010 2012 2013 2014 2015`,
  13: '17',
  14: '14 15 1409',
  20: '1 2 3',
  22: '4 8 9 10 11 1001 1105 2001',
});
