import type { CodeTable } from '../../../core/declare/codes.ts';
import { exhausted, refused, retake } from '../../code-entries.ts';
import { failedForGood, pendingForCaller } from './entry.ts';

/**
 * The numeric response codes of ID Verification, as text and otherwise verbatim; 200 is none of them.
 * https://www.alibabacloud.com/help/zh/doc-detail/118498.htm
 */
export const faceVerifyCodes: CodeTable = {
  400: refused(
    'ID Verification cannot use its ServiceParameters',
    'check that both pictures and the resource code are given and not empty; the message says which is wrong',
  ),
  402: exhausted(
    'the account’s daily number of verifications is used up',
    'wait for the next day or ask the vendor for a higher daily limit',
  ),
  403: refused(
    'the key lacks the permission for ID Verification, or the service is not activated or its term has ended',
    'grant the RAM user yundun-saf:Execute, and see in the console that the service is active',
  ),
  404: refused('ID Verification has no service of this name', 'the Service parameter must be intl_face_verify'),
  500: failedForGood(
    'an internal error of ID Verification',
    'check the resource code, which the service answers like this too; the call may be billed, so idv never repeats it',
  ),
};

/** What `retCode` in Data can hold besides OK_SUCCESS. */
export const faceVerifyResults: CodeTable = {
  PROCESSING: pendingForCaller(
    'the photo could not be read yet',
    'send the call again in some minutes, or take the photo again; either may be billed again, so idv does not repeat it',
  ),
  SYSTEM_ERROR: failedForGood(
    'the verification failed inside the service, before any verdict',
    'check the resource code and give the vendor the request id; idv never repeats the call, which may be billed',
  ),
  UNABLE_GET_IMAGE: retake(
    'the service has no usable picture to compare with: the photo that was sent, or the one that the authority has',
    'take the photo again, unedited; if the code stays, the authority’s picture is the cause, and no retake fixes that',
  ),
};
