import type { CodeTable } from '../../../core/codes.ts';
import { exhausted, failedForGood, pending, refused, retake } from './entry.ts';

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
  403: refused('ID Verification is not activated for this account, or its term has ended', 'activate or renew the service in the console'),
  404: refused('ID Verification has no service of this name', 'the Service parameter must be intl_face_verify'),
  500: failedForGood(
    'an internal error of ID Verification',
    'check the resource code, which the service answers like this too; the call may be billed, so idv never repeats it',
  ),
};

/** What `retCode` in Data can hold besides OK_SUCCESS. */
export const faceVerifyResults: CodeTable = {
  PROCESSING: pending(
    'the photo could not be read yet',
    'send the same call again in some minutes; it may be billed again, so idv does not repeat it by itself',
  ),
  SYSTEM_ERROR: failedForGood(
    'the verification failed inside the service, before any verdict',
    'check the resource code and give the vendor the request id; idv never repeats the call, which may be billed',
  ),
  UNABLE_GET_IMAGE: retake(
    'the service has no usable picture of the person to compare with',
    'take the photo again with the device’s own camera, as an unedited JPEG',
  ),
};
