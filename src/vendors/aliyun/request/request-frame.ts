import type { Field } from '../../../core/declare/action.ts';
import { requestId } from '../../request-id.ts';
import type { CommonParam } from '../../vendor.ts';

/** The manual's common parameters of a request; with ACS3 most of them are headers. */
export const aliyunCommonParams: readonly CommonParam[] = [
  { name: 'Action', type: 'String', required: true, help: 'the action' },
  { name: 'Version', type: 'String', required: true, help: 'version of the product’s API, for example 2019-05-21' },
  { name: 'Format', type: 'String', required: true, help: 'JSON or XML; --wire-format' },
  { name: 'AccessKeyId', type: 'String', required: true, help: 'id of the key that signs' },
  { name: 'Signature', type: 'String', required: true, help: 'the signature, in base64' },
  { name: 'SignatureMethod', type: 'String', required: true, help: 'HMAC-SHA1' },
  { name: 'SignatureVersion', type: 'String', required: true, help: '1.0' },
  { name: 'SignatureNonce', type: 'String', required: true, help: 'a new one for every request; --nonce' },
  { name: 'Timestamp', type: 'String', required: true, help: 'UTC, for example 2014-07-29T12:00:00Z; --timestamp' },
  { name: 'SecurityToken', type: 'String', required: false, help: 'token of temporary credentials' },
];

/** The members of an error answer. */
export const aliyunRefusalFields: readonly Field[] = [
  { name: 'Code', type: 'String', help: 'code of the error; see `idv explain`' },
  { name: 'Message', type: 'String', help: 'the message in words' },
  requestId,
  { name: 'HostId', type: 'String', help: 'host that answered' },
  { name: 'Recommend', type: 'String', help: 'URL of the vendor’s page about the error; may be absent' },
  ...Object.entries({
    AuthAction: 'action that was not allowed',
    AuthPrincipalType: 'kind of the identity that made the request',
    AuthPrincipalOwnerId: 'account to which it belongs',
    AuthPrincipalDisplayName: 'name of the identity',
    PolicyType: 'kind of the policy that refused',
    NoPermissionType: 'kind of the missing permission',
    EncodedDiagnosticMessage: 'the details, encoded',
  }).map(([name, help]) => ({ name: `AccessDeniedDetail.${name}`, type: 'String', help: `${help}; only if a permission is missing` })),
];
