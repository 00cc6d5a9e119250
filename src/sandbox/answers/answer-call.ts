import { IdvError } from '../../core/errors.ts';
import { writePath } from '../../core/json.ts';
import { refusalCause } from '../../vendors/key-trial.ts';
import { type AdmittedCall, type CallContext, refuseWith } from '../checks/admission.ts';
import type { UploadStore } from '../files/upload-store.ts';
import type { Gateway } from '../gateway.ts';
import {
  type CallOutcome,
  chosenOutcome,
  countAnswer,
  isThrottled,
  type OutcomeChoice,
  outcomeOfCall,
} from '../outcomes/chosen-outcome.ts';
import { codeFor } from '../outcomes/code-location.ts';
import { isForReader, issuesUpload, laterActions } from '../outcomes/later-actions.ts';
import { type SandboxOutcome, success } from '../outcomes/outcome.ts';
import { resolveOutcome } from '../outcomes/resolve-outcome.ts';
import type { PageStates } from '../tokens/hosted-page.ts';
import { issueToken } from '../tokens/issue-token.ts';
import { type ReadToken, readToken } from '../tokens/read-token.ts';
import { outcomeOfToken } from '../tokens/token-outcome.ts';
import { type AnswerContent, composeAnswer } from './compose-answer.ts';
import type { AnswerContext } from './sample-value.ts';

export interface CallAnswer {
  content: AnswerContent;
  /** Absent if no outcome made the answer: the call was refused before, or the outcome waits for another call. */
  outcome?: SandboxOutcome;
}

/** What an answer can depend on. `choice`, `uploads` and `pageStates` are changed in place. */
interface AnswerState {
  gateway: Gateway;
  choice: OutcomeChoice;
  uploads: UploadStore;
  pageStates: PageStates;
  context: AnswerContext;
}

async function outcomeContent(
  outcome: SandboxOutcome,
  { action }: AdmittedCall,
  { gateway, choice, context }: AnswerState,
): Promise<AnswerContent> {
  if (outcome.kind === 'fault' && outcome.fault.name === 'throttle' && isThrottled(choice, outcome.name, outcome.fault.argument))
    return refuseWith(gateway.throttleCode, 'the sandbox was asked to throttle this call');
  // A plain success has no code, so it does not load the vendor's table.
  const codes = outcome.kind === 'codes' ? await gateway.vendor.loadCodes() : {};
  const content = composeAnswer(outcome, action, codes, context);
  return (
    content ??
    refuseWith(
      gateway.badValueCode,
      `the outcome ${outcome.name} does not fit this call of ${action.name}; \`idv sandbox outcomes ${action.command.join(' ')}\` lists those of the action`,
    )
  );
}

function undefinedIfUnknown(error: unknown): undefined {
  if (!(error instanceof IdvError)) throw error;
}

/** Answers a call that reads the result of a token. */
async function answerReadingCall(read: ReadToken, call: AdmittedCall, state: AnswerState): Promise<CallAnswer> {
  const { gateway, context } = state;
  const reader = { action: call.action, codes: await gateway.vendor.loadCodes() };
  const outcome = await outcomeOfToken(read, reader, state, context.nowMs).catch(undefinedIfUnknown);
  if (!outcome) return { content: refuseWith(gateway.badValueCode, 'the token holds an outcome that this sandbox does not know') };
  return { content: await outcomeContent(outcome, call, { ...state, context: { ...context, token: read.token } }), outcome };
}

/**
 * Answers a call that may issue a token or an upload URL. These are always issued. If the chosen outcome belongs to the later
 * result of a token, it is stored in the token. If it belongs to the action that gets the upload, it waits for that action.
 */
async function answerIssuingCall(chosen: SandboxOutcome | undefined, call: AdmittedCall, state: AnswerState): Promise<CallAnswer> {
  const { action, values } = call;
  const { gateway, pageStates, context } = state;
  const { follow } = action;
  const later = laterActions(action, values, gateway.vendor.actions);
  const codes = chosen && later.length > 0 ? await gateway.vendor.loadCodes() : {};
  // An outcome that an upload cannot have is left to the action that gets the file: its refusal says what does not fit.
  const isMisfit = issuesUpload(action) && chosen?.kind === 'codes' && codeFor(chosen, action, codes) === undefined;
  const isForLater = chosen !== undefined && (isMisfit || later.some((reader) => isForReader(chosen, action, reader, codes)));
  const content = await outcomeContent(isForLater ? success : (chosen ?? success), call, state);
  if (!('fields' in content)) return { content, outcome: chosen ?? success };
  gateway.fillResult?.(content.fields, call, context);
  if (isForLater && issuesUpload(action)) return { content };
  if (follow) {
    const request = { action, follow, reader: later[0], values, outcome: isForLater ? chosen.name : undefined };
    for (const [path, value] of Object.entries(issueToken(request, context, pageStates))) writePath(content.fields, path, value);
  }
  return { content, outcome: chosen ?? success };
}

async function answerWith(read: ReadToken | undefined, call: AdmittedCall, state: AnswerState): Promise<CallAnswer> {
  if (read) return answerReadingCall(read, call, state);
  const { gateway, choice } = state;
  const chosen: CallOutcome = await outcomeOfCall(choice, call.action.name, call.media);
  if ('reason' in chosen) return { content: refuseWith(gateway.badValueCode, `the mark in the media: ${chosen.reason}`) };
  const byDefault = chosen.outcome ? undefined : gateway.defaultOutcome?.(call);
  return answerIssuingCall(byDefault === undefined ? chosen.outcome : await resolveOutcome(byDefault), call, state);
}

/** The chosen outcome, if it refuses the caller. A gateway refuses a caller before the service looks for the token of the call. */
async function outcomeRefusingCaller({ action }: AdmittedCall, { gateway: { vendor }, choice }: Pick<AnswerState, 'gateway' | 'choice'>) {
  const chosen = chosenOutcome(choice, action.name);
  if (chosen?.kind !== 'codes') return undefined;
  const code = codeFor(chosen, action, await vendor.loadCodes());
  if (code === undefined) return undefined;
  return refusalCause(vendor.refusals, code) !== undefined || vendor.isThrottle(code) ? chosen : undefined;
}

/** Answers a call that passed the checks of its parameters. It first checks the files and the token that the parameters point to. */
export async function answerCall(call: AdmittedCall, state: Omit<AnswerState, 'context'> & { context: CallContext }): Promise<CallAnswer> {
  const { gateway, choice, uploads, context } = state;
  const { action, values } = call;
  const followed = gateway.followUrls(call, uploads, context);
  if ('refusal' in followed) return { content: followed };
  const read = readToken(action, values, gateway.vendor.actions, context.nowMs);
  if (read && 'refusal' in read) {
    const refusing = await outcomeRefusingCaller(call, state);
    if (refusing) {
      countAnswer(choice, action.name);
      return { content: await outcomeContent(refusing, call, state), outcome: refusing };
    }
    const { kind, message } = read.refusal;
    return { content: refuseWith(gateway.tokenCode?.(action, kind) ?? gateway.badValueCode, message) };
  }
  const answer = await answerWith(read, { ...call, media: followed.media }, { ...state, context: { ...context, sent: values } });
  if (answer.outcome) countAnswer(choice, action.name);
  return answer;
}
