import type { CodeTable } from '../../../core/declare/codes.ts';
import { exhausted, refused, refusedForGood, throttled } from '../../code-entries.ts';
import { failedForNow, refusedOnce } from './entry.ts';

/** Codes of the gateway in front of every product. */
export const aliyunGatewayCodes: CodeTable = {
  'Forbidden.RAM': refused(
    'this key has no RAM permission for the action',
    'ask an administrator to attach a policy with the action to this RAM user; AccessDeniedDetail in the answer names it',
  ),
  'Forbidden.RiskControl': refused(
    'the vendor’s risk control has suspended the account',
    'look for a notice in the console or ask the vendor; another attempt does not help',
  ),
  IncompleteSignature: refused(
    'the signature, or a parameter of it, is missing or malformed',
    'something in between dropped or re-encoded parameters; compare the request with --dry-run=http',
  ),
  InsufficientBalance: exhausted('the account’s balance does not cover the call', 'top up the account, then repeat the call'),
  InternalError: failedForNow('the gateway or the product itself failed', 'try again; if it continues, give the vendor the request id'),
  'InvalidAccessKeyId.Inactive': refused(
    'the AccessKey is disabled',
    'enable it in the RAM console or use another; `idv config explain` shows which one was used',
  ),
  'InvalidAccessKeyId.NotFound': refused(
    'there is no such AccessKeyId',
    'see which key was used with `idv config explain`; it may be deleted or mistyped, or be a temporary key that has expired',
  ),
  InvalidAction: refused('the request names no action that the product has', 'check the spelling; `idv actions` lists the known ones'),
  'InvalidAction.NotFound': refused(
    'the product has no action with this name in this version',
    'check the spelling and --api-version; an action may exist only in another version',
  ),
  'InvalidApi.NotFound': refused(
    'the endpoint does not serve this API',
    'check product and --api-version; the endpoint may be that of another product or region',
  ),
  InvalidParameter: refused(
    'the action does not accept a value of the request',
    'the service’s message names it; `idv actions show` lists what is allowed',
  ),
  'InvalidOperation.NotSupportedEndpoint': refused(
    'the endpoint does not serve the region that the request names',
    'leave out --endpoint, so that --region chooses the host, or give the endpoint of that region',
  ),
  'InvalidProduct.NotFound': refused(
    'the endpoint has no product with this version',
    'check the product in `idv call aliyun/<product>`, --api-version and --endpoint',
  ),
  'InvalidSecurityToken.Expired': refused(
    'the temporary credentials have expired',
    'get new ones; key id, secret and SecurityToken must have been issued together',
  ),
  'InvalidSecurityToken.Malformed': refused(
    'the service did not issue this SecurityToken',
    'copy it complete and without line breaks; key id, secret and SecurityToken must have been issued together',
  ),
  'InvalidSecurityToken.MismatchWithAccessKey': refused(
    'the SecurityToken belongs to another AccessKey',
    'use the key id, secret and SecurityToken that were issued together',
  ),
  InvalidSignatureMethod: refused(
    'the endpoint does not accept this signature method',
    'idv sends HMAC-SHA1, or ACS3-HMAC-SHA256 with --sign-method acs3; try the other one',
  ),
  'InvalidTimeStamp.Expired': refused(
    'the timestamp is more than fifteen minutes from the service’s clock',
    'set this machine’s clock; idv corrects a wrong clock once by the answer’s Date unless --timestamp is given',
  ),
  'InvalidTimeStamp.Format': refused(
    'the timestamp is not in the form YYYY-MM-DDThh:mm:ssZ',
    'idv always writes this form: a proxy or a script in between has changed it',
  ),
  MissingParameter: refused(
    'a parameter that the action requires is missing',
    'the service’s message names it; `idv actions show` marks what is required',
  ),
  NoPermission: refused(
    'the RAM user or role of this key may not do this',
    'ask an administrator to attach a policy that allows the action to this user or role',
  ),
  NoSuchVersion: refused('no version of the product’s API has this date', 'check --api-version: a date such as 2019-05-21'),
  ServiceUnavailable: failedForNow('the gateway cannot reach the product', 'try again later; see the vendor’s status page'),
  SignatureDoesNotMatch: refused(
    'the signature does not match the request',
    'if the two strings to sign are equal, the AccessKeySecret is wrong: copy both halves again; for a request of another program, see idv sign check and idv sign diff',
  ),
  SignatureNonceUsed: refusedOnce(
    'the service has seen this SignatureNonce before',
    'leave out --nonce: idv makes a new one for every attempt; if you did not use it, something in between sent the request twice, and the first copy may have been done and billed',
  ),
  Throttling: throttled(
    'the service is limiting calls',
    'send fewer calls at a time; idv waits and tries again automatically, up to --retries times',
  ),
  'Throttling.Api': throttled(
    'more calls per second than the action allows for all its callers together',
    'space the calls of this action, or ask the vendor for a higher limit',
  ),
  'Throttling.User': throttled(
    'the account sends more calls per second than it may',
    'slow down every client of the account, not only this one',
  ),
  UnsupportedHTTPMethod: refused('this HTTP method is not valid for the action', 'use --http-method post'),
  UnsupportedOperation: refusedForGood(
    'the action is not supported here',
    'check that product, --api-version and region fit the action; some actions exist only in one region',
  ),
};
