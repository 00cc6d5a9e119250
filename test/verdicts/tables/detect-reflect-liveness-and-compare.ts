import { all, codes, type VerdictTable } from '../table.ts';
import { both, clipModes } from './clip.ts';
import { expiredTokens, faceidAccount, shapes, tencentGateway } from './common.ts';

/**
 * The manual's table of this action. Two of its codes are known as FailedOperation from similar actions. Billing is only documented for the
 * codes of every service.
 */
const failures = codes(`
  InternalError.CompareLowSimilarity     10 ? liveness+comparison 96.3
  FailedOperation.CompareLowSimilarity   10 Y liveness+comparison 96.3
  FailedOperation.LifePhotoDetectFake    11 N liveness -
  FailedOperation.LivessDetectFail       11 ? liveness -
  FailedOperation.LivessDetectFake       11 ? liveness -
  FailedOperation.SilentDetectFail       11 ? liveness -
  FailedOperation.SilentPictureLiveFail  11 ? liveness -
  FailedOperation.SilentThreshold        11 ? liveness -
  FailedOperation.ActionLightDark        12 ? - -
  FailedOperation.ActionLightStrong      12 ? - -
  FailedOperation.ImageBlur              12 ? - -
  FailedOperation.ImageDecodeFailed      12 ? - -
  FailedOperation.ImageSizeTooLarge      12 N - -
  FailedOperation.LifePhotoSizeError     12 ? - -
  FailedOperation.LivessUnknownError     12 ? liveness -
  FailedOperation.SilentFaceDetectFail   12 ? - -
  FailedOperation.SilentFaceQualityFail  12 ? - -
  FailedOperation.SilentMultiFaceFail    12 ? - -
  InternalError.ActionLightDark          12 ? - -
  InternalError.ActionLightStrong        12 ? - -
  InternalError.ActionNodetectFace       12 ? - -
  InternalError.LifePhotoPoorQuality     12 ? - -
  InternalError.LifePhotoSizeError       12 ? - -
  FailedOperation.DownLoadError          22 N
  FailedOperation.DownLoadTimeoutError   22 ?
  FailedOperation.LivessSystemError      22 N
`);

const file = (name: string) => [`--${name}-url`, `https://a.cos.ap-singapore.myqcloud.com/${name}`, `--${name}-md5`, '0'.repeat(32)];

const { 'the same person': same, ...others } = clipModes(
  { kind: 'text', values: { Success: 0, ...failures }, nothing: 23, empty: 23, other: 23 },
  [...shapes('BestFrameUrl', 'text'), ...shapes('BestFrameMd5', 'text')],
);

export const detectReflectLivenessAndCompare: VerdictTable = {
  action: 'DetectReflectLivenessAndCompare',
  argv: ['reflect', 'compare', ...file('live-data'), ...file('image')],
  modes: {
    ...others,
    ...(same ? { 'the same person': same } : {}),
    'another person, with the code of this action': {
      answer: { Result: 'InternalError.CompareLowSimilarity', Sim: 12.5 },
      ends: { exit: 10, checked: both, score: 12.5, billed: null },
      members: {},
    },
  },
  refusals: {
    ...tencentGateway,
    ...faceidAccount,
    ...expiredTokens,
    ...failures,
    ...all('FailedOperation.DownloadError FailedOperation.DownloadTimeoutError', 22),
  },
};
