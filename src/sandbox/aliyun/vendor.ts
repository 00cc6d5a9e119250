import { aliyun } from '../../providers/aliyun/provider.ts';
import { checkParams, type ParamFault } from '../check-params.ts';
import type { Admission, Admitted, Gate, Refusal, Vendor } from '../vendor.ts';
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

function frameFault({ method, body, bodyBytes }: ReceivedRequest): Refusal | undefined {
  if (method !== 'GET' && method !== 'POST') return { code: 'UnsupportedHTTPMethod', message: 'only GET and POST are taken' };
  return bodyBytes > body.length ? { code: 'InvalidParameter', message: 'the request is longer than the sandbox reads' } : undefined;
}

/** The vendor ignores a parameter that it does not know; the sandbox does not, since it is most likely a misspelt one. */
function paramRefusal({ action, values }: Pick<Admitted, 'action' | 'values'>, fault: ParamFault): Refusal {
  const { kind, message } = fault;
  return numberedFault(action, values, fault) ?? { code: kind === 'missing' ? 'MissingParameter' : 'InvalidParameter', message };
}

function admit(request: ReceivedRequest, { nowMs, allows }: Gate, takeNonce: TakeNonce): Admission {
  const frame = frameFault(request);
  if (frame) return { refusal: frame };
  const verified = verify(request, nowMs, takeNonce);
  if ('refusal' in verified) return verified;
  const route = findRoute(request, verified);
  if ('refusal' in route) return route;
  const { action } = route;
  if (!allows(action)) {
    const message = `${action.name} takes ${action.requestsPerSecond} requests a second`;
    return { action, refusal: { code: 'Throttling.User', message } };
  }
  const read = readValues(verified.pairs, action);
  if ('refusal' in read) return { action, ...read };
  const { fault, media } = checkParams(action, read.values);
  const admitted = { action, values: read.values, media };
  const refusal = fault ? paramRefusal(admitted, fault) : isOfJob(action) ? jobFault(read.values) : undefined;
  return refusal ? { ...admitted, refusal } : admitted;
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
    admit: (request, gate) => admit(request, gate, takeNonce),
    result: resultReply,
    refuse: refusalReply,
    badValueCode: 'InvalidParameter',
    throttleCode: 'Throttling.User',
    checkUploads: followUrls,
    unchosen: ({ action, values }) => (isOfJob(action) ? jobs.ask(String(values.JobId)) : undefined),
    fill: fillFields,
  };
}
