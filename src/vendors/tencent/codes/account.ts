import type { CodeTable } from '../../../core/declare/codes.ts';
import { exhausted, expired, refused } from '../../code-entries.ts';
import { failed } from './entry.ts';

/** Codes about tokens, documents and the account. https://www.tencentcloud.com/document/product/1061 */
export const accountCodes: CodeTable = {
  'FailedOperation.UnKnowError': failed('the card service failed for an unknown reason', 'give the vendor the request id'),
  'FailedOperation.UnOpenError': refused('the card service is not activated', 'activate the document verification service in the console'),
  'InternalError.UnKnown': failed('the token service failed for an unknown reason', 'try again later, and give the vendor the request id'),
  'InvalidParameter.EngineImageDecodeFailed': refused('the card picture cannot be decoded', 'send an undamaged JPEG or PNG of the card'),
  'InvalidParameterValue.BizTokenExpired': expired('the token has expired', 'request a new token and ask the person to start again'),
  'InvalidParameterValue.BizTokenIllegal': expired(
    'the token does not belong to this service',
    'check that it is complete and belongs to this action, account and region',
  ),
  'InvalidParameterValue.InvalidFileContentSize': refused(
    'the picture’s content has an abnormal size',
    'send the original picture of the camera, within the limits',
  ),
  'InvalidParameterValue.InvalidParameterValueLimit': refused(
    'a value is outside its limits',
    'compare the lengths and ranges with `idv actions show`',
  ),
  OperationDenied: refused(
    'the service denies this operation',
    'check that the verification was done, and that the key belongs to its account',
  ),
  'ResourceUnavailable.ImageDownloadError': refused(
    'the service could not download the card picture',
    'check that the picture’s URL can be reached without a login',
  ),
  'ResourceUnavailable.InArrears': exhausted('the card service is suspended because of an unpaid bill', 'pay the account’s bill'),
  'ResourceUnavailable.ResourcePackageRunOut': exhausted('the prepaid package is used up', 'buy another package or turn on pay-as-you-go'),
  'UnauthorizedOperation.ActivateError': refused('the activation of the service failed', 'activate the service again in the console'),
  'UnauthorizedOperation.Activating': refused('the service is still being activated', 'wait a few minutes after the activation'),
  'UnauthorizedOperation.Arrears': exhausted('the account is in arrears', 'top up the account, then repeat the call'),
  'UnauthorizedOperation.NonAuthorize': refused(
    'the account’s owner has not completed identity verification',
    'complete the account verification in the console',
  ),
  'UnauthorizedOperation.Nonactivated': refused('the faceid service is not activated', 'activate FaceID for this account in the console'),
};
