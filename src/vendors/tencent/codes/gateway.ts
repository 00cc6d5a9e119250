import type { CodeTable } from '../../../core/declare/codes.ts';
import { exhausted, refused, refusedForGood, throttled } from '../../code-entries.ts';
import { failed } from './entry.ts';

/** Codes that every Tencent Cloud action can return. https://www.tencentcloud.com/document/product/1061 */
export const tencentGatewayCodes: CodeTable = {
  ActionOffline: refusedForGood('the action has been taken out of service', 'use the action that replaced it; see `idv actions`'),
  AuthFailure: refused('the request was not authenticated', 'check the key pair with `idv config explain`'),
  'AuthFailure.InvalidAuthorization': refused(
    'the Authorization header cannot be parsed',
    'compare it with the `Authorization` stage of --dry-run; a proxy may have rewritten it',
  ),
  'AuthFailure.InvalidSecretId': refused(
    'the SecretId is not a Tencent Cloud API key',
    'use a key from the API key page of the console, not an app id or another vendor’s key',
  ),
  'AuthFailure.MFAFailure': refused(
    'the account’s multi-factor check failed',
    'confirm the multi-factor prompt of the account, or use a key that does not need it',
  ),
  'AuthFailure.SecretIdNotFound': refused(
    'there is no such SecretId',
    'see which key was used with `idv config explain`; it may be deleted, disabled or mistyped',
  ),
  'AuthFailure.SignatureExpire': refused(
    'the timestamp is more than five minutes from the service’s clock',
    'set this machine’s clock; idv corrects a wrong clock once by the answer’s Date unless --timestamp is given',
  ),
  'AuthFailure.SignatureFailure': refused(
    'the signature does not match the request',
    'usually the SecretKey is wrong: copy both halves again from one place; for a request of another program, see idv sign check and idv sign diff',
  ),
  'AuthFailure.TokenFailure': refused(
    'the temporary token is wrong or has expired',
    'get new temporary credentials; key and token must have been issued together',
  ),
  'AuthFailure.UnauthorizedOperation': refused(
    'this key has no CAM permission for the action',
    'ask an administrator to grant the faceid action to this key',
  ),
  DryRunOperation: refusedForGood(
    'the service only tested the request, because DryRun was set',
    'remove the DryRun parameter from the request',
  ),
  FailedOperation: failed('the operation failed without saying why', 'ask the vendor with the request id'),
  InternalError: failed('an internal error of the service', 'try again later; if it continues, give the vendor the request id'),
  InvalidAction: refused(
    'the API has no action with this name',
    'check the spelling and --api-version; `idv actions` lists the known ones',
  ),
  InvalidParameter: refused(
    'a parameter is wrong or does not fit the others',
    'the service’s message names it; `idv actions show` lists what is allowed',
  ),
  InvalidParameterValue: refused('a parameter has a value that is not allowed', 'compare the values with `idv actions show`'),
  InvalidRequest: refused('the multipart body is malformed', 'send it with --body-format json unless the action needs multipart'),
  IpInBlacklist: refused(
    'this machine’s address is on the account’s deny list',
    'ask the account’s owner to remove the address from its deny list',
  ),
  IpNotInWhitelist: refused(
    'this machine’s address is not on the account’s allow list',
    'ask the account’s owner to add the address to its allow list',
  ),
  LimitExceeded: exhausted('a quota of the account is used up', 'raise the quota in the console or wait for its next period'),
  MissingParameter: refused('a required parameter is missing', 'the service’s message names it; `idv actions show` marks what is required'),
  NoSuchProduct: refused('there is no product with this name', 'check the product in `idv call tencent/<product>` and the endpoint'),
  NoSuchVersion: refused('the product has no API with this version', 'check --api-version'),
  RequestLimitExceeded: throttled(
    'more calls per second than the action allows',
    'send fewer calls at a time; idv waits and tries again automatically, up to --retries times',
  ),
  'RequestLimitExceeded.GlobalRegionUinLimitExceeded': throttled(
    'the account sends too many calls in all regions together',
    'slow down every client of the account, not only this one',
  ),
  'RequestLimitExceeded.IPLimitExceeded': throttled('this address sends too many calls', 'use fewer callers at this address'),
  'RequestLimitExceeded.UinLimitExceeded': throttled(
    'the account sends too many calls',
    'lower the rate of the account’s other clients or ask for a higher limit',
  ),
  RequestSizeLimitExceeded: refused(
    'the request is larger than its signature method allows',
    'TC3 with POST allows 10 MB, HmacSHA1 and HmacSHA256 with POST 1 MB, GET 32 KB',
  ),
  ResourceInUse: refused('the resource is in use', 'wait until the other user of the resource has finished'),
  ResourceInsufficient: exhausted('the service does not have enough resources now', 'try again later or in another region'),
  ResourceNotFound: refused('the resource does not exist', 'check the id, and that it was created in this region'),
  ResourceUnavailable: exhausted('the resource cannot be used now', 'check the state of the service in the console'),
  ResponseSizeLimitExceeded: failed(
    'the answer would be larger than the service may send',
    'request less data, or ask the vendor with the request id',
  ),
  ServiceUnavailable: failed('the service is unavailable', 'try again later; see the vendor’s status page'),
  UnauthorizedOperation: refused('the account may not do this', 'check in the console that the service is active for this account'),
  UnknownParameter: refused(
    'the action does not have a parameter with this name',
    'the service’s message names it; `idv actions show` lists the known ones',
  ),
  UnsupportedOperation: refused('the operation is not supported', 'check that the action accepts these parameters together'),
  UnsupportedProtocol: refused('the HTTP method is not GET or POST', 'use --http-method post'),
  UnsupportedRegion: refused('the action is not offered in this region', 'choose another with --region; `idv actions show` lists them'),
};
