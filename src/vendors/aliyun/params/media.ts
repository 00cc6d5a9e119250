import type { MediaLimits } from '../../../core/declare/params.ts';

const mebibyte = 2 ** 20;

/** No size is published. */
export const verifiedPhoto: MediaLimits = { kind: 'image', formats: ['jpeg'] };

const picture = { kind: 'image', formats: ['jpeg', 'png', 'bmp', 'webp'] } as const;

export const comparedPicture: MediaLimits = { ...picture, maxFileBytes: 5 * mebibyte, minSidePx: 32, maxSidePx: 4096 };
export const livePicture: MediaLimits = { ...picture, maxFileBytes: 10 * mebibyte };
export const detectedPicture: MediaLimits = { ...picture, maxFileBytes: 30 * mebibyte };
/** https://help.aliyun.com/document_detail/167847.html */
export const livingClip: MediaLimits = {
  kind: 'video',
  formats: ['mp4', 'avi'],
  maxFileBytes: 30 * mebibyte,
  minSidePx: 64,
  minDurationMs: 3000,
};
export const cardPicture: MediaLimits = { ...picture, maxFileBytes: 3 * mebibyte, minSidePx: 15, maxSidePx: 4096 };
