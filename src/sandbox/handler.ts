import { allActions } from '../vendors/catalogue.ts';
import { createAliyunGateway } from './aliyun/gateway.ts';
import { answerCall, type CallAnswer } from './answers/answer-call.ts';
import { breakReply } from './answers/faulty-answer.ts';
import type { AllowsCall } from './checks/admission.ts';
import { answerControl, isControl } from './controls/answer-control.ts';
import { answerChoosePage, isChoosePage } from './controls/choose-page.ts';
import { type JournalEntry, journalEntry } from './controls/journal.ts';
import { logLine } from './controls/log-line.ts';
import { createState } from './controls/sandbox-state.ts';
import { isStartPage, startPage } from './controls/start-page.ts';
import { answerHostedFile, isHostedFile } from './files/hosted-files.ts';
import type { Gateway } from './gateway.ts';
import { clockSkewMs } from './outcomes/chosen-outcome.ts';
import { resolveOutcome } from './outcomes/resolve-outcome.ts';
import { tencentGateway } from './tencent/gateway.ts';
import { answerPage, isPage } from './tokens/answer-page.ts';
import type { ReceivedRequest } from './wire/received-request.ts';
import { type Reply, sandboxHeaders } from './wire/reply.ts';

export interface HandlerOptions {
  /** Name of the outcome of every admitted call. Without it a mark in the media decides, and without a mark the call succeeds. */
  outcome?: string;
  /** False switches off the limits of requests per second. */
  rateLimit: boolean;
  nowMs(): number;
  uuid(): string;
  /** Gets one line for each request that was answered. The line has no personal data. */
  log?(line: string): void;
}

/** A reply, with its entry in the journal if it answers a call of a vendor's API. */
interface ReplyWithEntry {
  reply: Reply;
  entry?: JournalEntry;
}

export type RequestHandler = (request: ReceivedRequest) => Promise<Reply>;

const originOf = ({ port }: ReceivedRequest): string => `http://127.0.0.1:${port}`;

function replyOf({ content, outcome }: CallAnswer, gateway: Gateway, requestId: string, request: ReceivedRequest): Reply {
  if ('refusal' in content) return gateway.refusalReply(content.refusal, requestId, request);
  const fault = outcome?.kind === 'fault' ? outcome.fault : undefined;
  const reply = gateway.resultReply(content.fields, request, { keepsObjects: fault?.name === 'data-object' });
  return fault ? breakReply(fault, reply) : reply;
}

/**
 * The sandbox without a socket: takes a received request, and returns the answer to send.
 * Throws IdvError `usage` at once if `options.outcome` is not the name of an outcome.
 */
export async function createHandler(options: HandlerOptions): Promise<RequestHandler> {
  const state = createState(options.outcome === undefined ? undefined : await resolveOutcome(options.outcome));
  const gateways: readonly Gateway[] = [tencentGateway, createAliyunGateway()];

  const answerGateway = async (request: ReceivedRequest, nowMs: number): Promise<ReplyWithEntry> => {
    // The first one also gets a request that none recognises. Its refusal says what is missing.
    const gateway = gateways.find(({ recognises }) => recognises(request)) ?? tencentGateway;
    const requestId = gateway.requestIdOf(options.uuid());
    const allows: AllowsCall = ({ vendor, name, requestsPerSecond }) =>
      !options.rateLimit || requestsPerSecond === null || state.withinRate(`${vendor} ${name}`, requestsPerSecond, nowMs);
    const admission = gateway.admit(request, nowMs, allows);
    const context = { requestId, origin: originOf(request), nowMs: nowMs + state.offsetMs };
    const answer: CallAnswer = admission.refusal
      ? { content: { refusal: admission.refusal } }
      : await answerCall(admission, { ...state, gateway, context });
    const entry = journalEntry(request, gateway, admission, answer, { requestId, nowMs, noteOf: state.noteOf });
    state.journal.add(entry);
    return { reply: replyOf(answer, gateway, requestId, request), entry };
  };

  /** Answers what is not a call of a vendor's API. Undefined if it is one. */
  const answerOther = (request: ReceivedRequest, nowMs: number): Reply | Promise<Reply> | undefined => {
    const laterMs = nowMs + state.offsetMs;
    if (isPage(request)) return answerPage(request, { actions: allActions, pageStates: state.pageStates, nowMs: laterMs });
    if (isChoosePage(request)) return answerChoosePage(request, state);
    if (isStartPage(request) && !gateways.some((gateway) => gateway.recognises(request))) return startPage(request, state);
    if (isHostedFile(request)) return answerHostedFile(request, laterMs);
    if (isControl(request)) return answerControl(request, state);
    const storage = gateways.map((gateway) => gateway.storage).find(({ recognises }) => recognises(request));
    return storage?.answer(request, state.uploads, laterMs);
  };

  return async (request) => {
    const nowMs = options.nowMs() + clockSkewMs(state.choice);
    const other = await answerOther(request, nowMs);
    const { reply, entry }: ReplyWithEntry = other ? { reply: other } : await answerGateway(request, nowMs);
    options.log?.(logLine(request, reply, nowMs, entry));
    return { ...reply, headers: { ...reply.headers, Date: new Date(nowMs).toUTCString(), ...sandboxHeaders } };
  };
}
