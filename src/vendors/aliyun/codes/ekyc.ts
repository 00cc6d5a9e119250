import type { CodeTable } from '../../../core/declare/codes.ts';
import { exhausted, expired, refused, retake } from '../../code-entries.ts';
import { unfinished } from './entry.ts';
import { aliyunGatewayCodes } from './gateway.ts';

/** The picture of an error answer cannot be used: nothing was checked. */
export const pictureRefusals = ['NoFaceDetected', 'UnqualifiedPhoto'] as const;

const ofProduct: CodeTable = {
  DataDuplication: refused('a picture came both as a file and as an address', 'give the file or the address, not both'),
  DownloadTimeout: refused(
    'the service could not download the picture in time',
    'check that the address answers quickly and without a login, or give the local file',
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
    'RAM gives this key no right to ID Verification',
    'have an administrator grant the RAM user AliyunAntCloudAuthFullAccess',
  ),
  NoFaceDetected: retake('no face was found in the picture', 'take a photo with the face near, upright and in even light'),
  ToolargeImage: refused('the picture is too large', 'compress it, or give its address in place of the file'),
  UnqualifiedPhoto: retake(
    'the picture cannot be read, or has too few pixels or too many',
    'take a clear photo from straight ahead, with nothing before the face or the document',
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

/** Codes of CheckResult alone. */
export const ekycResultErrors: CodeTable = {
  ProcessNotCompleted: unfinished('the person has not finished', 'wait until the person has finished, or use --wait'),
  TransactionIdInvalid: expired(
    'the transaction is not one of this account, or its result is gone',
    'check that the id is complete and of this account and region; results are kept for 30 days',
  ),
};

export const ekycCodes: CodeTable = { ...ofProduct, ...ekycResultErrors };
