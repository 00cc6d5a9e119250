import type { CodeTable } from '../../../core/declare/codes.ts';
import { failed } from './entry.ts';

/** Codes with the spelling of the manual's action pages. The service is known to use the other spelling; both are possible. */
export const misspeltCodes: CodeTable = {
  InternalServerError: failed(
    'an internal error of the service, under the manual’s older spelling of InternalError',
    'try again later; the vendor can find the cause with the request id',
  ),
  'InternalServerError.UnKnown': failed(
    'the token service failed for an unknown reason, under the manual’s older spelling of InternalError.UnKnown',
    'try again later; if it continues, give the vendor the request id',
  ),
  'FailedOperation.DownloadError': failed(
    'the file could not be downloaded, under the manual’s older spelling of FailedOperation.DownLoadError',
    'open the URL from another machine, and check that its bucket is in the request’s region',
  ),
  'FailedOperation.DownloadTimeoutError': failed(
    'the download of the file took too long, under the manual’s older spelling of FailedOperation.DownLoadTimeoutError',
    'upload the file again in the request’s region, and make it smaller if possible',
  ),
};
