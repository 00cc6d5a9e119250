import type { Field } from '../../../core/declare/action.ts';
import { firstSeen } from '../first-seen.ts';
import { addedSince } from './members.ts';
import { livenessInfoTag } from './risk-fields.ts';

/** One liveness check of the eKYC SDK, with its comparison if there was one; if there are several, the last one counts. */
export const compareResult: readonly Field[] = [
  { name: 'ErrorCode', type: 'String', help: 'outcome of this attempt: 0 passed, else the code of the problem (see Verdicts)' },
  { name: 'ErrorMsg', type: 'String', help: 'the outcome in the vendor’s words' },
  { name: 'LiveData', type: 'FileInfo', media: 'data', file: 'live-data', help: 'data package of the liveness check, from the SDK' },
  { name: 'LiveVideo', type: 'FileInfo', media: 'video', file: 'live-video', help: 'video of the check, with its coloured reflections' },
  { name: 'LiveErrorCode', type: 'String', help: 'outcome of the liveness check: 0 passed, else the code of the problem' },
  { name: 'LiveErrorMsg', type: 'String', help: 'the outcome in the vendor’s words' },
  { name: 'BestFrame', type: 'FileInfo', media: 'image', file: 'best-frame', help: 'best image of the person’s face; may be null' },
  { name: 'ProfileImage', type: 'FileInfo', media: 'image', file: 'profile-image', help: 'the face cut out of the document' },
  {
    name: 'CompareErrorCode',
    type: 'String',
    help: 'outcome of the comparison: 0 the same person, 2016 a different one, else the code of the problem; null or empty without a comparison',
  },
  { name: 'CompareErrorMsg', type: 'String', help: 'the outcome in the vendor’s words; null or empty without a comparison' },
  { name: 'Sim', type: 'Float', help: 'similarity of the two faces, 0 to 100; null or 0 without a comparison' },
  { name: 'IsNeedCharge', type: 'Boolean', help: 'no longer used by the service; ChargeCount says what was billed' },
  {
    name: 'CardInfoInputJson',
    type: 'FileInfo',
    media: 'data',
    file: 'card-input',
    help: 'the document’s data as changed by the person; currently not used by the service; may be null',
  },
  { name: 'RequestId', type: 'String', help: 'the service’s id of this attempt' },
  ...addedSince(
    firstSeen.afterManual,
    {
      name: 'ActionVideo',
      type: 'FileInfo',
      media: 'video',
      file: 'action-video',
      help: 'video of the requested movement, which the vendor’s AI Face Shield analyses',
    },
    livenessInfoTag,
  ),
];
