import { IdvError } from '../../core/errors.ts';
import type { AdmittedCall } from '../checks/admission.ts';
import type { Vendor } from '../gateway.ts';
import { countAnswer, type SandboxState, throttles } from '../outcomes/chosen-outcome.ts';
import { isOfResult, laterActions } from '../outcomes/later-actions.ts';
import { type Outcome, success } from '../outcomes/outcome.ts';
import { resolveOutcome } from '../outcomes/resolve-outcome.ts';
import { issuesUpload } from '../tencent/issue-upload.ts';
import { issueToken } from '../tokens/issue-token.ts';
import { type ReadToken, readToken } from '../tokens/read-token.ts';
import { type Choosing, chooseOutcome, outcomeOfToken } from '../tokens/token-outcome.ts';
import { type Said, sayOutcome } from './compose-answer.ts';
import type { Scene } from './scene.ts';

export interface Answered {
  said: Said;
  /** Absent where none made the answer: the call was refused before, or the outcome waits for another call. */
  outcome?: Outcome;
}

interface Stage {
  vendor: Vendor;
  state: SandboxState;
  scene: Scene;
}

async function sayChosen(outcome: Outcome, { action }: AdmittedCall, { vendor, state, scene }: Stage): Promise<Said> {
  if (outcome.kind === 'fault' && outcome.fault.name === 'throttle' && throttles(state, outcome.name, outcome.fault.argument)) {
    return { refusal: { code: vendor.throttleCode, message: 'the sandbox was asked to throttle this call' } };
  }
  // An ordinary success speaks of no code, and loads no table.
  const codes = outcome.kind === 'codes' ? await vendor.provider.loadCodes() : {};
  const said = sayOutcome(outcome, action, codes, scene);
  return said ?? { refusal: { code: vendor.badValueCode, message: `the sandbox's outcome ${outcome.name} does not fit ${action.name}` } };
}

/** A sandbox of another version may have sealed it. */
function unknownOutcome(error: unknown): undefined {
  if (!(error instanceof IdvError)) throw error;
}

/** A result read by token is made of what was sealed into it, or happened since. */
async function sayResult(read: ReadToken, admitted: AdmittedCall, stage: Stage): Promise<Answered> {
  const { vendor, state, scene } = stage;
  const reading = { action: admitted.action, codes: await vendor.provider.loadCodes() };
  const outcome = await outcomeOfToken(read, reading, state, scene.nowMs).catch(unknownOutcome);
  if (!outcome)
    return { said: { refusal: { code: vendor.badValueCode, message: 'the token holds an outcome that this sandbox does not know' } } };
  return { said: await sayChosen(outcome, admitted, { ...stage, scene: { ...scene, token: read.token } }), outcome };
}

/**
 * Answers any other call. What a call makes for later is made whatever comes of it: an outcome of a result that is yet
 * to be read goes into the token, one of the action that will be given an upload waits for that action.
 */
async function sayCall(chosen: Outcome | undefined, admitted: AdmittedCall, stage: Stage): Promise<Answered> {
  const { action, values } = admitted;
  const { vendor, state, scene } = stage;
  const { follow } = action;
  const later = laterActions(action, values, vendor.provider.actions);
  const codes = chosen && later.length > 0 ? await vendor.provider.loadCodes() : {};
  const isForLater = chosen !== undefined && later.some((reader) => isOfResult(chosen, action, reader, codes));
  const said = await sayChosen(isForLater ? success : (chosen ?? success), admitted, stage);
  if (!('fields' in said)) return { said, outcome: chosen ?? success };
  vendor.fill?.(said.fields, admitted, scene);
  if (isForLater && issuesUpload(action)) return { said };
  if (follow) {
    const issue = { action, follow, reader: later[0], values, outcome: isForLater ? chosen.name : undefined };
    Object.assign(said.fields, issueToken(issue, scene, state.visits));
  }
  return { said, outcome: chosen ?? success };
}

async function say(admitted: AdmittedCall, read: ReadToken | undefined, stage: Stage): Promise<Answered> {
  if (read) return sayResult(read, admitted, stage);
  const { vendor, state } = stage;
  const choosing: Choosing = await chooseOutcome(admitted.media, vendor.badValueCode, state);
  if ('refusal' in choosing) return { said: choosing };
  const unchosen = choosing.outcome ? undefined : vendor.unchosen?.(admitted);
  return sayCall(unchosen === undefined ? choosing.outcome : await resolveOutcome(unchosen), admitted, stage);
}

/** Answers a call whose parameters passed: what they point to is checked, then the outcome is found and said. */
export async function answerAdmitted(admitted: AdmittedCall, stage: Stage): Promise<Answered> {
  const { vendor, state, scene } = stage;
  const { action, values } = admitted;
  const uploads = vendor.checkUploads(admitted, state.uploads, scene);
  if ('refusal' in uploads) return { said: uploads };
  const read = readToken(action, values, vendor.provider.actions, scene.nowMs);
  if (read && 'refusal' in read) return { said: read };
  const answered = await say({ ...admitted, media: uploads.media }, read, { ...stage, scene: { ...scene, sent: values } });
  if (answered.outcome) countAnswer(state);
  return answered;
}
