import type { Field } from '../../../core/action.ts';
import { later } from './members.ts';

/** One attempt on the verification page; the last one counts. */
export const verificationDetail: readonly Field[] = [
  { name: 'ErrorCode', type: 'Integer' },
  { name: 'ErrorMsg', type: 'String' },
  { name: 'LivenessErrorCode', type: 'Integer' },
  { name: 'LivenessErrorMsg', type: 'String' },
  { name: 'CompareErrorCode', type: 'Integer' },
  { name: 'CompareErrorMsg', type: 'String' },
  { name: 'ReqTimestamp', type: 'Integer' },
  { name: 'Similarity', type: 'Float' },
  { name: 'Seq', type: 'String' },
  ...later({ name: 'LivenessInfoTag', type: 'Array of String' }),
];
