import type { CodeTable } from '../../../core/declare/codes.ts';
import { exhausted, refused, retake } from '../../code-entries.ts';
import { failedForGood, pendingForCaller } from './entry.ts';

/**
 * The numeric response codes of ID Verification, as text, otherwise unchanged; 200 is not an error.
 * https://www.alibabacloud.com/help/zh/doc-detail/118498.htm
 */
export const faceVerifyCodes: CodeTable = {
  400: refused(
    'ID Verification cannot use its ServiceParameters',
    'check that both pictures and the resource code are given and not empty; the message says which is wrong',
  ),
  402: exhausted(
    'the account’s daily quota of verifications is used up',
    'wait for the next day or ask the vendor for a higher daily limit',
  ),
  403: refused(
    'the key has no permission for ID Verification, or the service is not activated or has expired',
    'grant the RAM user yundun-saf:Execute, and check in the console that the service is active',
  ),
  404: refused('ID Verification has no service with this name', 'the Service parameter must be intl_face_verify'),
  500: failedForGood(
    'an internal error of ID Verification',
    'check the resource code, because a wrong one also gives this error; the call may be billed, so idv never repeats it',
  ),
};

/** The values of `retCode` in Data other than OK_SUCCESS. */
export const faceVerifyResults: CodeTable = {
  PROCESSING: pendingForCaller(
    'the photo could not be read yet',
    'repeat the call in a few minutes, or take the photo again; both may be billed again, so idv does not repeat it',
  ),
  SYSTEM_ERROR: failedForGood(
    'the verification failed inside the service, before any verdict',
    'check the resource code and give the vendor the request id; idv never repeats the call, which may be billed',
  ),
  UNABLE_GET_IMAGE: retake(
    'one of the two pictures cannot be used: the photo that was sent, or the authority’s picture',
    'take the photo again, without editing it; if the code continues, the authority’s picture is the cause, and a new photo does not help',
  ),
};
