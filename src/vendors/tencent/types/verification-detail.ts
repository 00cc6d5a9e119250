import type { Field } from '../../../core/declare/action.ts';
import { firstSeen } from '../first-seen.ts';
import { addedSince } from './members.ts';
import { livenessInfoTagOfPage } from './risk-fields.ts';

/** How the verification on a page ended, and its attempts. */
export const webOutcome: readonly Field[] = [
  {
    name: 'ErrorCode',
    type: 'Integer',
    help: 'the outcome: 0 passed, else the code of the problem; null while the person has not finished',
  },
  { name: 'ErrorMsg', type: 'String', help: 'the outcome in the vendor’s words; may be null' },
  {
    name: 'VerificationDetailList',
    type: 'Array of VerificationDetail',
    help: 'attempts, in order; if there are several, the last one is valid; null if there was none',
  },
];

/** One attempt on the verification page; the last one counts. */
export const verificationDetail: readonly Field[] = [
  {
    name: 'ErrorCode',
    type: 'Integer',
    help: 'outcome of this attempt: 0 passed, else the code of the problem; may be null',
  },
  { name: 'ErrorMsg', type: 'String', help: 'the outcome in the vendor’s words; may be null' },
  {
    name: 'LivenessErrorCode',
    type: 'Integer',
    help: 'outcome of the liveness check: 0 passed, else the code of the problem; null if there was none',
  },
  { name: 'LivenessErrorMsg', type: 'String', help: 'the outcome in the vendor’s words; null if there was no such check' },
  {
    name: 'CompareErrorCode',
    type: 'Integer',
    help: 'outcome of the comparison: 0 the same person, else the code of the problem; null if there was none',
  },
  { name: 'CompareErrorMsg', type: 'String', help: 'the outcome in the vendor’s words; null if there was no comparison' },
  { name: 'ReqTimestamp', type: 'Integer', help: 'time of the attempt, in Unix milliseconds; may be null' },
  {
    name: 'Similarity',
    type: 'Float',
    help: 'similarity of the face in the video and the face in the photo, 0 to 100; 70 or more passes; null or 0 without a comparison',
  },
  { name: 'Seq', type: 'String', help: 'the service’s id of this attempt; may be null' },
  ...addedSince(firstSeen.afterSdk, livenessInfoTagOfPage),
];
