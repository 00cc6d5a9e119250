import { allActions } from '../providers/catalogue.ts';
import { createAliyunVendor } from './aliyun/gateway.ts';
import { answerBucket, isOfBucket } from './aliyun/object-storage.ts';
import { type Answered, answerAdmitted } from './answers/answer-call.ts';
import { spoilReply } from './answers/spoil-reply.ts';
import type { Admission, AllowsCall } from './checks/admission.ts';
import { answerControl, isControl } from './controls/answer-control.ts';
import { codeOfResult, showNames } from './controls/journal.ts';
import { createRate } from './controls/sandbox-state.ts';
import { showParams } from './controls/show-params.ts';
import { answerHostedFile, isHostedFile } from './files/hosted-files.ts';
import type { Vendor } from './gateway.ts';
import { clockSkewMs, createState } from './outcomes/chosen-outcome.ts';
import { resolveOutcome } from './outcomes/resolve-outcome.ts';
import { tencentVendor } from './tencent/gateway.ts';
import { answerUpload, isUpload } from './tencent/object-storage.ts';
import { answerPage, isPage } from './tokens/answer-page.ts';
import type { ReceivedRequest } from './wire/received-request.ts';
import type { Reply } from './wire/reply.ts';
import { sandboxHeaders } from './wire/reply.ts';

export interface HandlerOptions {
  /** Name of the outcome of every call that passes the checks; without it a mark in the media decides, else `Success`. */
  outcome?: string;
  /** False lifts the actions' limits of requests a second. */
  rateLimit: boolean;
  nowMs(): number;
  uuid(): string;
}

const originOf = ({ port }: ReceivedRequest): string => `http://127.0.0.1:${port}`;

export type Handle = (request: ReceivedRequest) => Promise<Reply>;

/** The error's code, or the result's; where that has none, what was to become of it. */
function codeOf({ said, outcome }: Answered, { action }: Admission): string {
  if ('refusal' in said) return said.refusal.code;
  return codeOfResult(action ?? {}, said.fields) ?? String(outcome?.name);
}

function replyOf({ said, outcome }: Answered, vendor: Vendor, requestId: string, request: ReceivedRequest): Reply {
  if ('refusal' in said) return vendor.refuse(said.refusal, requestId, request);
  const reply = vendor.result(said.fields, request);
  return outcome?.kind === 'fault' ? spoilReply(outcome.fault, reply) : reply;
}

/**
 * The sandbox without a socket: a received request in, the answer to send out.
 * Throws IdvError `usage` at once where `outcome` is no outcome.
 */
export async function createHandler(options: HandlerOptions): Promise<Handle> {
  const state = createState(options.outcome === undefined ? undefined : await resolveOutcome(options.outcome));
  const withinRate = createRate();
  const vendors: readonly Vendor[] = [tencentVendor, createAliyunVendor()];
  /** What no vendor recognises gets the first one's refusal, which says what is missing. */
  const vendorOf = (request: ReceivedRequest): Vendor => vendors.find((vendor) => vendor.recognises(request)) ?? tencentVendor;

  const answerVendor = async (request: ReceivedRequest, nowMs: number): Promise<Reply> => {
    const vendor = vendorOf(request);
    const requestId = options.uuid();
    const allows: AllowsCall = ({ provider, name, requestsPerSecond }) =>
      !options.rateLimit || requestsPerSecond === null || withinRate(`${provider} ${name}`, requestsPerSecond, nowMs);
    const admission = vendor.admit(request, nowMs, allows);
    const answered: Answered = admission.refusal
      ? { said: { refusal: admission.refusal } }
      : await answerAdmitted(admission, { vendor, state, scene: { requestId, origin: originOf(request), nowMs: nowMs + state.offsetMs } });
    state.journal.add({
      time: new Date(nowMs).toISOString(),
      provider: vendor.provider.name,
      method: request.method,
      ...showNames(vendor.see(request)),
      params: showParams(admission),
      bodyBytes: request.bodyBytes,
      ...(answered.outcome ? { outcome: answered.outcome.name } : {}),
      code: codeOf(answered, admission),
      requestId,
    });
    return replyOf(answered, vendor, requestId, request);
  };

  const answer = (request: ReceivedRequest, nowMs: number): Reply | Promise<Reply> => {
    const laterMs = nowMs + state.offsetMs;
    if (isPage(request)) return answerPage(request, { actions: allActions, visits: state.visits, nowMs: laterMs });
    if (isHostedFile(request)) return answerHostedFile(request, laterMs);
    if (isControl(request)) return answerControl(request, state);
    if (isOfBucket(request)) return answerBucket(request, state.uploads, laterMs);
    return isUpload(request) ? answerUpload(request, state.uploads, laterMs) : answerVendor(request, nowMs);
  };

  return async (request) => {
    const nowMs = options.nowMs() + clockSkewMs(state);
    const reply = await answer(request, nowMs);
    return { ...reply, headers: { ...reply.headers, Date: new Date(nowMs).toUTCString(), ...sandboxHeaders } };
  };
}
