import type { MediaLimits } from '../../../core/declare/params.ts';

const mebibyte = 2 ** 20;

/** For more than 1 MB, the vendor advises a URL. https://www.alibabacloud.com/help/en/ekyc/latest/face-deepfake-detection */
export const deepfakePicture: MediaLimits = { kind: 'image', formats: ['jpeg'], maxFileBytes: 10 * mebibyte, maxSidePx: 1920 };

/** The limits are only on the page of the same product in China. https://help.aliyun.com/zh/id-verification/ */
export const deepfakeClip: MediaLimits = {
  kind: 'video',
  formats: ['mp4', 'mov'],
  maxFileBytes: 10 * mebibyte,
  minDurationMs: 1000,
  maxDurationMs: 3000,
};
