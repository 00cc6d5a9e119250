import type { CodeTable } from '../../../core/declare/codes.ts';
import { failed } from './entry.ts';

/** Codes as the manual's action pages spell them. The service is known by the other spelling; either may come. */
export const misspeltCodes: CodeTable = {
  InternalServerError: failed(
    'an internal error of the service, under the manual’s older spelling of InternalError',
    'repeat it later; the vendor finds the cause by the request id',
  ),
  'InternalServerError.UnKnown': failed(
    'the token service failed without a known cause, under the manual’s older spelling of InternalError.UnKnown',
    'repeat it later; if it stays, the vendor needs the request id',
  ),
  'FailedOperation.DownloadError': failed(
    'the file could not be downloaded, under the manual’s older spelling of FailedOperation.DownLoadError',
    'open the URL from elsewhere and see that its bucket is in the request’s region',
  ),
  'FailedOperation.DownloadTimeoutError': failed(
    'the download of the file took too long, under the manual’s older spelling of FailedOperation.DownLoadTimeoutError',
    'upload the file again in the request’s region, and smaller if it can be',
  ),
};
