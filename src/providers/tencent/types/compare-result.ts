import type { Field } from '../../../core/action.ts';
import { later } from './members.ts';

/** One liveness check of the eKYC SDK, with its comparison if there was one; of several the last counts. */
export const compareResult: readonly Field[] = [
  { name: 'ErrorCode', type: 'String' },
  { name: 'ErrorMsg', type: 'String' },
  { name: 'LiveData', type: 'FileInfo', media: 'data', file: 'live-data' },
  { name: 'LiveVideo', type: 'FileInfo', media: 'video', file: 'live-video' },
  { name: 'LiveErrorCode', type: 'String' },
  { name: 'LiveErrorMsg', type: 'String' },
  { name: 'BestFrame', type: 'FileInfo', media: 'image', file: 'best-frame' },
  { name: 'ProfileImage', type: 'FileInfo', media: 'image', file: 'profile-image' },
  { name: 'CompareErrorCode', type: 'String' },
  { name: 'CompareErrorMsg', type: 'String' },
  { name: 'Sim', type: 'Float' },
  { name: 'IsNeedCharge', type: 'Boolean' },
  { name: 'CardInfoInputJson', type: 'FileInfo', media: 'data', file: 'card-input' },
  { name: 'RequestId', type: 'String' },
  ...later(
    { name: 'ActionVideo', type: 'FileInfo', media: 'video', file: 'action-video' },
    { name: 'LivenessInfoTag', type: 'Array of String' },
  ),
];
