import type { Field } from '../../core/declare/action.ts';
import { requestId } from '../request-id.ts';
import type { CommonParam } from '../vendor.ts';

/**
 * The manual's common parameters of a request; the second name is for HmacSHA1 and HmacSHA256, which send them with the other parameters.
 */
export const tencentCommonParams: readonly CommonParam[] = [
  { name: 'X-TC-Action', type: 'String', required: true, help: 'the action; without TC3 named Action' },
  {
    name: 'X-TC-Version',
    type: 'String',
    required: true,
    help: 'version of the product’s API, for example 2018-03-01; without TC3 named Version',
  },
  { name: 'X-TC-Timestamp', type: 'Integer', required: true, help: 'Unix seconds; without TC3 named Timestamp; --timestamp' },
  { name: 'X-TC-Region', type: 'String', required: true, help: 'the region; without TC3 named Region; --region' },
  { name: 'X-TC-Token', type: 'String', required: false, help: 'token of temporary credentials; without TC3 named Token' },
  {
    name: 'Authorization',
    type: 'String',
    required: true,
    help: 'key and signature; without TC3: SecretId, Nonce, Signature, and SignatureMethod for HmacSHA256',
  },
];

/** The members of an error answer, inside Response. */
export const tencentRefusalFields: readonly Field[] = [
  { name: 'Error.Code', type: 'String', help: 'code of the error; see `idv explain`' },
  { name: 'Error.Message', type: 'String', help: 'the message in words' },
  requestId,
];
