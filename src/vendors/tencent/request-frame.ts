import type { Field } from '../../core/declare/action.ts';
import { requestId } from '../request-id.ts';
import type { CommonParam } from '../vendor.ts';

/** The manual's common parameters of a request; the second name is that of HmacSHA1 and HmacSHA256, where they stand among the others. */
export const tencentCommonParams: readonly CommonParam[] = [
  { name: 'X-TC-Action', type: 'String', required: true, help: 'the action; else Action' },
  { name: 'X-TC-Version', type: 'String', required: true, help: 'version of the product’s API, as in 2018-03-01; else Version' },
  { name: 'X-TC-Timestamp', type: 'Integer', required: true, help: 'Unix seconds; else Timestamp; --timestamp' },
  { name: 'X-TC-Region', type: 'String', required: true, help: 'the region; else Region; --region' },
  { name: 'X-TC-Token', type: 'String', required: false, help: 'of temporary credentials; else Token' },
  {
    name: 'Authorization',
    type: 'String',
    required: true,
    help: 'key and signature; else SecretId, Nonce, Signature, and SignatureMethod for HmacSHA256',
  },
];

/** The members of an error answer, inside Response. */
export const tencentRefusalFields: readonly Field[] = [
  { name: 'Error.Code', type: 'String', help: 'what was wrong; `idv explain` knows it' },
  { name: 'Error.Message', type: 'String', help: 'the same in words' },
  requestId,
];
