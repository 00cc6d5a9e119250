import { aliyun } from '../../providers/aliyun/provider.ts';
import {
  type Admission,
  type AdmittedCall,
  type AllowsCall,
  admitCall,
  type GatewayRefusal,
  type ReadValues,
} from '../checks/admission.ts';
import type { ParamRefusal } from '../checks/check-params.ts';
import type { Vendor } from '../gateway.ts';
import type { ReceivedRequest } from '../wire/received-request.ts';
import { fillFields } from './fill-fields.ts';
import { followUrls } from './follow-urls.ts';
import { createJobs, isOfJob, jobFault } from './jobs.ts';
import { createNonces, type TakeNonce } from './nonces.ts';
import { numberedFault } from './numbered-codes.ts';
import { readValues } from './read-values.ts';
import { refusalReply, resultReply } from './replies.ts';
import { findRoute } from './route.ts';
import { recognises, see, verify } from './verify.ts';

const throttleCode = 'Throttling.User';

function frameFault({ method, body, bodyBytes }: ReceivedRequest): GatewayRefusal | undefined {
  if (method !== 'GET' && method !== 'POST') return { code: 'UnsupportedHTTPMethod', message: 'only GET and POST are taken' };
  return bodyBytes > body.length ? { code: 'InvalidParameter', message: 'the request is longer than the sandbox reads' } : undefined;
}

/** The vendor ignores a parameter that it does not know; the sandbox does not, since it is most likely a misspelt one. */
function paramRefusal(refusal: ParamRefusal, { action, values }: AdmittedCall): GatewayRefusal {
  const { kind, message } = refusal;
  return numberedFault(action, values, refusal) ?? { code: kind === 'missing' ? 'MissingParameter' : 'InvalidParameter', message };
}

function admit(request: ReceivedRequest, nowMs: number, allows: AllowsCall, takeNonce: TakeNonce): Admission {
  const frame = frameFault(request);
  if (frame) return { refusal: frame };
  const verified = verify(request, nowMs, takeNonce);
  if ('refusal' in verified) return verified;
  const route = findRoute(request, verified);
  if ('refusal' in route) return route;
  const { action } = route;
  const read = (): ReadValues => readValues(verified.pairs, action);
  const admission = admitCall(action, allows, { throttleCode, read, refuse: paramRefusal });
  if (admission.refusal || !isOfJob(action)) return admission;
  const refusal = jobFault(admission.values);
  return refusal ? { ...admission, refusal } : admission;
}

/**
 * Alibaba Cloud's gateway, which remembers nonces and jobs.
 * https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature
 */
export function createAliyunVendor(): Vendor {
  const takeNonce = createNonces();
  const jobs = createJobs();
  return {
    provider: aliyun,
    recognises,
    see,
    admit: (request, nowMs, allows) => admit(request, nowMs, allows, takeNonce),
    result: resultReply,
    refuse: refusalReply,
    badValueCode: 'InvalidParameter',
    throttleCode,
    checkUploads: followUrls,
    unchosen: ({ action, values }) => (isOfJob(action) ? jobs.ask(String(values.JobId)) : undefined),
    fill: fillFields,
  };
}
