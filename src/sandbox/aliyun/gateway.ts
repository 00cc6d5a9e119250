import { aliyun } from '../../vendors/aliyun/vendor.ts';
import { type Admission, type AdmittedCall, type AllowsCall, admitCall, type GatewayRefusal } from '../checks/admission.ts';
import type { ParamRefusal } from '../checks/check-params.ts';
import type { Gateway } from '../gateway.ts';
import type { ReceivedRequest } from '../wire/received-request.ts';
import { createNonces, type TakeNonce } from './caller-checks.ts';
import { fillFromCall } from './fill-from-call.ts';
import { followImageUrls } from './follow-urls.ts';
import { checkJobId, createJobs, readsJob } from './jobs.ts';
import { checkResourceCode, numberedRefusal } from './numbered-codes.ts';
import { aliyunStorage } from './object-storage.ts';
import { readRpcValues } from './parameters.ts';
import { aliyunRefusalReply, aliyunResultReply } from './replies.ts';
import { routeAliyunCall } from './route.ts';
import { isAliyunCall, namesOfAliyunCall, verifyAliyunCall } from './signed-call.ts';

const badValueCode = 'InvalidParameter';
const throttleCode = 'Throttling.User';

function checkFrame({ method, body, bodyBytes }: ReceivedRequest): GatewayRefusal | undefined {
  if (method !== 'GET' && method !== 'POST') return { code: 'UnsupportedHTTPMethod', message: 'the method is not GET or POST' };
  return bodyBytes > body.length ? { code: badValueCode, message: 'the request is longer than the sandbox reads' } : undefined;
}

/** The vendor ignores an unknown parameter. The sandbox refuses it, because it is most likely misspelt. */
function refuseParam(refusal: ParamRefusal, call: AdmittedCall): GatewayRefusal {
  const { kind, message } = refusal;
  return numberedRefusal(call, refusal) ?? { code: kind === 'missing' ? 'MissingParameter' : badValueCode, message };
}

function admitAliyunCall(request: ReceivedRequest, nowMs: number, allows: AllowsCall, takeNonce: TakeNonce): Admission {
  const frame = checkFrame(request);
  if (frame) return { refusal: frame };
  const signed = verifyAliyunCall(request, nowMs, takeNonce);
  if ('refusal' in signed) return signed;
  const route = routeAliyunCall(request, signed);
  if ('refusal' in route) return route;
  const { action } = route;
  const read = () => readRpcValues(signed.pairs, action);
  const admission = admitCall(action, allows, { throttleCode, read, refuse: refuseParam });
  if (admission.refusal) return admission;
  const refusal = readsJob(action) ? checkJobId(admission.values) : checkResourceCode(admission.values);
  return refusal ? { ...admission, refusal } : admission;
}

/**
 * Stands for Alibaba Cloud's API, and remembers nonces and jobs.
 * https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature
 */
export function createAliyunGateway(): Gateway {
  const takeNonce = createNonces();
  const jobs = createJobs();
  return {
    vendor: aliyun,
    recognises: isAliyunCall,
    requestIdOf: (uuid) => uuid.toUpperCase(),
    namesOf: namesOfAliyunCall,
    admit: (request, nowMs, allows) => admitAliyunCall(request, nowMs, allows, takeNonce),
    resultReply: aliyunResultReply,
    refusalReply: aliyunRefusalReply,
    badValueCode,
    throttleCode,
    // A transaction of another account, and one whose result is gone, have one code.
    tokenCode: () => 'TransactionIdInvalid',
    followUrls: followImageUrls,
    storage: aliyunStorage,
    defaultOutcome: ({ action, values }) => (readsJob(action) ? jobs.nextStatus(String(values.JobId)) : undefined),
    fillResult: fillFromCall,
  };
}
