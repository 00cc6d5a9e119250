import type { Field } from '../../../core/declare/action.ts';
import { requestId } from '../../request-id.ts';
import type { CommonParam } from '../../vendor.ts';

/** The manual's common parameters of a request; with ACS3 most of them are headers. */
export const aliyunCommonParams: readonly CommonParam[] = [
  { name: 'Action', type: 'String', required: true, help: 'the action' },
  { name: 'Version', type: 'String', required: true, help: 'version of the product’s API, as in 2019-05-21' },
  { name: 'Format', type: 'String', required: true, help: 'JSON or XML; --wire-format' },
  { name: 'AccessKeyId', type: 'String', required: true, help: 'whose key signs' },
  { name: 'Signature', type: 'String', required: true, help: 'the signature, in base64' },
  { name: 'SignatureMethod', type: 'String', required: true, help: 'HMAC-SHA1' },
  { name: 'SignatureVersion', type: 'String', required: true, help: '1.0' },
  { name: 'SignatureNonce', type: 'String', required: true, help: 'another for every request; --nonce' },
  { name: 'Timestamp', type: 'String', required: true, help: 'UTC, as in 2014-07-29T12:00:00Z; --timestamp' },
  { name: 'SecurityToken', type: 'String', required: false, help: 'of temporary credentials' },
];

/** The members of an error answer. */
export const aliyunRefusalFields: readonly Field[] = [
  { name: 'Code', type: 'String', help: 'what was wrong; `idv explain` knows it' },
  { name: 'Message', type: 'String', help: 'the same in words' },
  requestId,
  { name: 'HostId', type: 'String', help: 'host that answered' },
  { name: 'Recommend', type: 'String', help: 'address of the vendor’s page on the error; may be absent' },
  ...Object.entries({
    AuthAction: 'action that was not allowed',
    AuthPrincipalType: 'kind of the identity that asked',
    AuthPrincipalOwnerId: 'account to which it belongs',
    AuthPrincipalDisplayName: 'its name',
    PolicyType: 'kind of the policy that refused',
    NoPermissionType: 'kind of the missing permission',
    EncodedDiagnosticMessage: 'the details, encoded',
  }).map(([name, help]) => ({ name: `AccessDeniedDetail.${name}`, type: 'String', help: `${help}; only if a permission is missing` })),
];
