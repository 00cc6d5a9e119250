import type { CodeTable } from '../../../core/declare/codes.ts';
import { exhausted, expired, refused, retake } from '../../code-entries.ts';
import { unfinished } from './entry.ts';
import { aliyunGatewayCodes } from './gateway.ts';

/** Errors of a picture that cannot be used: nothing was checked. */
export const pictureRefusals = ['NoFaceDetected', 'UnqualifiedPhoto'] as const;

const ofProduct: CodeTable = {
  DataDuplication: refused('a picture was given both as a file and as a URL', 'give the file or the URL, not both'),
  DownloadTimeout: refused(
    'the service could not download the picture in time',
    'check that the URL answers quickly and without a login, or give the local file',
  ),
  'Forbidden.AccountAccessDenied': exhausted(
    'ID Verification is not activated for the account, or its bill is overdue',
    'activate ID Verification in the console, and pay what is overdue',
  ),
  'Forbidden.ExceptionRepeatedInvoke': exhausted(
    'the call was repeated too often after errors',
    'find the cause of the errors before it: `idv explain` knows their codes',
  ),
  'Forbidden.RAMUserAccessDenied': refused(
    'this key has no RAM permission for ID Verification',
    'ask an administrator to grant the RAM user AliyunAntCloudAuthFullAccess',
  ),
  NoFaceDetected: retake('no face was found in the picture', 'take a photo with the face close, upright and in even light'),
  ToolargeImage: refused('the picture is too large', 'compress it, or give its URL in place of the file'),
  UnqualifiedPhoto: retake(
    'the picture cannot be read, or has too few or too many pixels',
    'take a clear photo from the front, with nothing covering the face or the document',
  ),
};

/** Codes of every action. https://www.alibabacloud.com/help/en/ekyc/latest/http-status-code-returned-by-the-server */
export const ekycErrors: CodeTable = {
  ...ofProduct,
  ...Object.fromEntries(
    ['InternalError', 'InvalidParameter', 'MissingParameter', 'ServiceUnavailable', 'Throttling.Api'].flatMap((code) => {
      const entry = aliyunGatewayCodes[code];
      return entry ? [[code, entry]] : [];
    }),
  ),
};

/** Codes of CheckResult only. */
export const ekycResultErrors: CodeTable = {
  ProcessNotCompleted: unfinished('the person has not finished', 'wait until the person has finished, or use --wait'),
  TransactionIdInvalid: expired(
    'the transaction does not belong to this account, or its result no longer exists',
    'check that the id is complete and belongs to this account and region; results are kept for 30 days',
  ),
};

export const ekycCodes: CodeTable = { ...ofProduct, ...ekycResultErrors };
