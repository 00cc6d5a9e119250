import { formType } from '../../core/http.ts';
import type { RequestShape } from '../vendor.ts';

/** No document limits the length of a request, so the service decides. */
const maxBytes = Number.POSITIVE_INFINITY;

/** A form of RPC contains the signature, a form of ACS3 does not. */
export const aliyunShapes: readonly RequestShape[] = [
  { signMethod: 'rpc', httpMethod: 'POST', bodyFormat: 'form', maxBytes },
  { signMethod: 'rpc', httpMethod: 'GET', maxBytes },
  { signMethod: 'acs3', httpMethod: 'POST', bodyFormat: 'form', maxBytes, verbatimType: formType },
  { signMethod: 'acs3', httpMethod: 'GET', maxBytes },
];
