import type { Action, Field } from '../../core/declare/action.ts';
import { readPath, writePath } from '../../core/json.ts';
import { allWitnesses } from '../../core/judge/evidence.ts';
import type { Check, Judgement, Score, Signal } from '../../core/judge/judgement.ts';
import { checksOfToken } from '../tokens/read-token.ts';
import { fillAttempts } from './fill-attempts.ts';
import { differentFaceScore, sameFaceScore } from './sample-scalars.ts';
import { type AnswerContext, sampleMembers } from './sample-value.ts';

/** A score from 0 to 100 on the scale of an action. */
const onScale = (score: number, { maximum = 100 }: Pick<Score, 'maximum'> = {}): number => Number(((score * maximum) / 100).toFixed(4));

/** A declaration writes every result as text. The vendors send some as numbers or booleans. */
export function signalValue(text: string, { type, success }: Signal, scoring?: Score): string | number | boolean {
  if (type === 'Score') return onScale(text === success ? sameFaceScore : differentFaceScore, scoring);
  return type === 'Integer' ? Number(text) : type === 'Boolean' ? text === 'true' : text;
}

interface SampleResult {
  /** The value of the field that decides. Ignored for an action without a verdict. */
  code: string;
  description: string;
}

/** Fields that repeat a value of the call that issued the token. */
function repeatedFields({ output }: Action, { token }: AnswerContext): Record<string, unknown> {
  if (!token) return {};
  const isText = (name: string): boolean => output.some((field) => field.name === name && field.type === 'String');
  // AUTO leaves the choice to the service, which answers with its choice.
  const repeated = Object.entries(token.values).filter(([name, value]) => isText(name) && value !== 'AUTO');
  return { ...(isText('Extra') ? { Extra: null } : {}), ...Object.fromEntries(repeated) };
}

/**
 * The value of a signal other than the decision. After a failure it is the code, if the signal can have that code. If not, it is the
 * first result of a signal that overrules, the success of a required signal, or null.
 */
function otherSignalValue(signal: Signal, code: string, passed: boolean): unknown {
  if (passed) return signal.success;
  if (signal.results.includes(code)) return signalValue(code, signal);
  if (signal.overrules && signal.results[0] !== undefined) return signalValue(signal.results[0], signal);
  return signal.required ? signal.success : null;
}

/** Repeats the entry of an image for each image of the call. */
function repeatImages({ each }: Judgement, fields: Record<string, unknown>, { sent = {} }: AnswerContext): void {
  const list = each && readPath(fields, each.pictures);
  const images = each && sent[each.of];
  if (!each || !Array.isArray(list) || !Array.isArray(images)) return;
  const entries = images.map(() => structuredClone(list[0]));
  writePath(fields, each.pictures, entries);
}

/** Sets the nested results of checks to null if the token did not ask for them. `fillAttempts` does the same for attempts in a list. */
function dropOtherChecks(
  { evidence = [], score }: Judgement,
  fields: Record<string, unknown>,
  tokenChecks: readonly Check[] | undefined,
): void {
  const isNested = (path: string): boolean => path.includes('.') && !path.includes('[]');
  for (const { check, signal } of tokenChecks ? evidence : []) {
    const paths = [signal?.path, ...(score?.of === check ? [score.path] : [])].filter((path) => path !== undefined);
    if (!tokenChecks?.includes(check)) for (const path of paths.filter(isNested)) writePath(fields, path, null);
  }
}

/** A complete result as the action declares it, with `code` in the field that decides. */
export function sampleFields(action: Action, { code, description }: SampleResult, context: AnswerContext): Record<string, unknown> {
  const { judgement, output, types } = action;
  const passed = judgement === undefined || code === String(judgement.decision.success);
  const scored = judgement?.score?.validFor.includes(code) ?? passed;
  const score = scored ? (passed ? sameFaceScore : differentFaceScore) : 0;
  const sampled = sampleMembers(output, { types, answer: context, score, passed, hasMedia: scored || passed });
  const fields: Record<string, unknown> = { ...sampled, ...repeatedFields(action, context) };
  if (!judgement) return fields;
  const { decision, description: descriptionPath, score: scoring, vetoes = [], warnings = [], cautions = [] } = judgement;
  // A caution in an entry of a list needs nothing here: the sample of the entry has no caution.
  const emptyLists = cautions.filter(({ type, path }) => type === 'List' && !path.includes('[]')).map(({ path }) => path);
  const emptyTexts = cautions.filter(({ type }) => type === 'Words').map(({ path }) => path);
  for (const signal of [...vetoes, ...allWitnesses(judgement)]) writePath(fields, signal.path, otherSignalValue(signal, code, passed));
  for (const path of [...warnings, ...emptyLists]) writePath(fields, path, []);
  for (const path of emptyTexts) writePath(fields, path, '');
  if (scoring) writePath(fields, scoring.path, scoring.asText ? String(score) : onScale(score, scoring));
  writePath(fields, decision.path, signalValue(code, decision, scoring));
  if (descriptionPath) writePath(fields, descriptionPath, description);
  dropOtherChecks(judgement, fields, context.token && checksOfToken(context.token));
  fillAttempts(fields, { code, description, checks: context.token && checksOfToken(context.token) });
  repeatImages(judgement, fields, context);
  return fields;
}

/** Null, or an object of nulls if it holds the field that decides. */
function emptyField({ name, type }: Field, { judgement, types }: Action): unknown {
  const holdsDecision = judgement?.decision.path.startsWith(`${name}.`);
  return holdsDecision ? Object.fromEntries((types?.[type] ?? []).map((member) => [member.name, null])) : null;
}

/** The result of a process that has not ended: only the code that says so, or null instead of a code. */
export function pendingFields(
  action: Action,
  { code, description }: { code: string | null; description: string },
  context: AnswerContext,
): Record<string, unknown> {
  const empty = Object.fromEntries(
    action.output.map((field) => [field.name, field.name === 'RequestId' ? context.requestId : emptyField(field, action)]),
  );
  const fields = { ...empty, ...repeatedFields(action, context) };
  const { decision, description: descriptionPath } = action.judgement ?? {};
  if (decision && code !== null) writePath(fields, decision.path, signalValue(code, decision));
  if (descriptionPath && code !== null) writePath(fields, descriptionPath, description);
  return fields;
}
