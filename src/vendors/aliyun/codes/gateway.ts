import type { CodeTable } from '../../../core/declare/codes.ts';
import { exhausted, refused, refusedForGood, throttled } from '../../code-entries.ts';
import { failedForNow, refusedOnce } from './entry.ts';

/** Codes of the gateway before every product. */
export const aliyunGatewayCodes: CodeTable = {
  'Forbidden.RAM': refused(
    'RAM gives this key no right to the action',
    'have an administrator attach a policy with the action to this RAM user; AccessDeniedDetail in the answer names it',
  ),
  'Forbidden.RiskControl': refused(
    'the vendor’s risk control has stopped the account',
    'look for a notice in the console or ask the vendor; another attempt changes nothing',
  ),
  IncompleteSignature: refused(
    'the signature or a parameter that belongs to it is missing or malformed',
    'something between dropped or re-encoded parameters; compare the request with --dry-run=http',
  ),
  InsufficientBalance: exhausted('the account’s balance does not cover the call', 'top up the account, then repeat the call'),
  InternalError: failedForNow('the gateway or the product itself failed', 'try again; if it stays, give the vendor the request id'),
  'InvalidAccessKeyId.Inactive': refused(
    'the AccessKey is disabled',
    'enable it in the RAM console or use another; `idv config explain` shows which one was used',
  ),
  'InvalidAccessKeyId.NotFound': refused(
    'no such AccessKeyId',
    'see which key was used with `idv config explain`; it may be deleted or mistyped, or a temporary one that has run out',
  ),
  InvalidAction: refused('the request names no action that the product has', 'check the spelling; `idv actions` lists the known ones'),
  'InvalidAction.NotFound': refused(
    'the product has no action of this name in this version',
    'check the spelling together with --api-version; an action may exist in another version only',
  ),
  'InvalidApi.NotFound': refused(
    'the endpoint does not serve this API',
    'check product and --api-version; the endpoint may be that of another product or region',
  ),
  InvalidParameter: refused(
    'a value of the request is not one that the action takes',
    'the service’s message names it; `idv actions show` lists what is allowed',
  ),
  'InvalidOperation.NotSupportedEndpoint': refused(
    'the endpoint does not serve the region that the request names',
    'leave out --endpoint and let --region choose the host, or give the endpoint of that region',
  ),
  'InvalidProduct.NotFound': refused(
    'the endpoint knows no product of this version',
    'check the product in `idv call aliyun/<product>`, --api-version and --endpoint',
  ),
  'InvalidSecurityToken.Expired': refused(
    'the temporary credentials have run out',
    'fetch new ones; key id, secret and SecurityToken must come from one issue',
  ),
  'InvalidSecurityToken.Malformed': refused(
    'the SecurityToken is not one that the service has issued',
    'copy it complete and without line breaks; key id, secret and SecurityToken must come from one issue',
  ),
  'InvalidSecurityToken.MismatchWithAccessKey': refused(
    'the SecurityToken belongs to another AccessKey',
    'take key id, secret and SecurityToken from one issue',
  ),
  InvalidSignatureMethod: refused(
    'the signature method is not one that the endpoint takes',
    'idv sends HMAC-SHA1, or ACS3-HMAC-SHA256 with --sign-method acs3; try the other one',
  ),
  'InvalidTimeStamp.Expired': refused(
    'the timestamp is more than fifteen minutes from the service’s clock',
    'set this machine’s clock; idv corrects a wrong clock once by the answer’s Date unless --timestamp is given',
  ),
  'InvalidTimeStamp.Format': refused(
    'the timestamp is not in the form YYYY-MM-DDThh:mm:ssZ',
    'idv always writes it so: a proxy or a script between has changed it',
  ),
  MissingParameter: refused(
    'the request lacks a parameter that the action requires',
    'the service’s message names it; `idv actions show` marks what is required',
  ),
  NoPermission: refused(
    'the RAM user or role of this key may not do this',
    'have an administrator attach a policy that allows the action to this user or role',
  ),
  NoSuchVersion: refused('no version of the product’s API has this date', 'check --api-version: a date such as 2019-05-21'),
  ServiceUnavailable: failedForNow('the gateway cannot reach the product', 'try later; see the vendor’s status page'),
  SignatureDoesNotMatch: refused(
    'the signature does not match the request',
    'if the two strings to sign agree, the AccessKeySecret is another: copy both halves again; for another program’s request see idv sign check and idv sign diff',
  ),
  SignatureNonceUsed: refusedOnce(
    'the service has seen this SignatureNonce before',
    'leave out --nonce: idv makes a new one for every attempt; if it was out, something between sent the request twice, and the first copy may have been done and billed',
  ),
  Throttling: throttled(
    'the service is limiting calls',
    'send fewer calls at a time; idv waits and tries again automatically, as often as --retries says',
  ),
  'Throttling.Api': throttled(
    'more calls a second than the action allows, over all its callers',
    'space the calls of this action, or ask the vendor for a higher limit',
  ),
  'Throttling.User': throttled(
    'the account sends more calls a second than it may',
    'slow down every client of the account, not only this one',
  ),
  UnsupportedHTTPMethod: refused('this HTTP method is not valid for the action', 'use --http-method post'),
  UnsupportedOperation: refusedForGood(
    'the action is not supported here',
    'check that product, --api-version and region fit the action; some actions exist in one region only',
  ),
};
