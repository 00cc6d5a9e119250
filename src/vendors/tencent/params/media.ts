import type { MediaLimits } from '../../../core/declare/params.ts';

const mebibyte = 2 ** 20;

/** The photo and the clip of the actions that judge a clip in one call. */
export const comparedPhoto: MediaLimits = { kind: 'image', formats: ['jpeg', 'png'], maxBase64Bytes: 3 * mebibyte };
export const judgedClip: MediaLimits = {
  kind: 'video',
  formats: ['mp4', 'avi', 'flv'],
  maxBase64Bytes: 8 * mebibyte,
  minDurationMs: 2000,
  spokenWhere: { param: 'LivenessType', is: 'LIP' },
};

/**
 * A clip that is checked for traces of forgery. The vendor advises a clip of 2 to 5 s.
 * https://www.tencentcloud.com/document/product/1061/64467
 */
export const suspectClip: MediaLimits = {
  kind: 'video',
  formats: ['mp4', 'avi', 'flv'],
  maxBase64Bytes: 8 * mebibyte,
  maxDurationMs: 20_000,
};

/** A photo whose format the vendor does not document. */
const photo: MediaLimits = { kind: 'image', formats: ['jpeg', 'png'], formatsAssumed: true };

export const webPhoto: MediaLimits = { ...photo, maxBase64Bytes: 8 * mebibyte };

/** A photo whose size is not documented either; the limit is the largest request. */
export const anyPhoto: MediaLimits = { ...photo, maxBase64Bytes: 10 * mebibyte };

export const cardPhoto: MediaLimits = { kind: 'image', formats: ['jpeg', 'png'], maxBase64Bytes: 5 * mebibyte, maxSidePx: 8000 };
