import type { Action, Field } from '../core/declare/action.ts';
import type { Judgement, Signal } from '../core/judge/judgement.ts';
import { allWitnesses } from '../core/judge/signal.ts';
import { readPath, writePath } from '../core/path.ts';
import { fillAttempts } from './attempts.ts';
import { failingScore, passingScore } from './sample-number.ts';
import { sampleMembers } from './sample-value.ts';
import type { Scene } from './scene.ts';
import { checksOf } from './token-checks.ts';

/** Vendors number some results in text and some in numbers; a declaration writes all of them as text. */
export function typed(text: string, { type, success }: Signal): string | number | boolean {
  if (type === 'Score') return text === success ? passingScore : failingScore;
  return type === 'Integer' ? Number(text) : type === 'Boolean' ? text === 'true' : text;
}

export interface SaidResult {
  /** A value of the deciding member; ignored by an action that judges nothing. */
  code: string;
  description: string;
}

/** Members that a result has from the call that issued its token: what has the same name and is plain. */
function echo({ output }: Action, { token }: Scene): Record<string, unknown> {
  if (!token) return {};
  const isText = (name: string): boolean => output.some((field) => field.name === name && field.type === 'String');
  // What was left to the service is for the service to say.
  const echoed = Object.entries(token.values).filter(([name, value]) => isText(name) && value !== 'AUTO');
  return { ...(isText('Extra') ? { Extra: null } : {}), ...Object.fromEntries(echoed) };
}

/** What a signal beside the decision reads: good with a pass, the same code where it knows it, else nothing unless it must. */
function besides(signal: Signal, code: string, passed: boolean): unknown {
  if (passed) return signal.success;
  if (signal.results.includes(code)) return typed(code, signal);
  if (signal.overrules && signal.results[0] !== undefined) return typed(signal.results[0], signal);
  return signal.required ? signal.success : null;
}

/** One entry for each picture that was sent. */
function repeatPictures({ each }: Judgement, fields: Record<string, unknown>, { sent = {} }: Scene): void {
  const list = each && readPath(fields, each.pictures);
  const pictures = each && sent[each.of];
  if (!each || !Array.isArray(list) || !Array.isArray(pictures)) return;
  const copies = pictures.map(() => structuredClone(list[0]));
  writePath(fields, each.pictures, copies);
}

/** A whole result as the action's output declares it, with `code` in the member that decides. */
export function sampleFields(action: Action, { code, description }: SaidResult, scene: Scene): Record<string, unknown> {
  const { judgement, output, types } = action;
  const passed = judgement === undefined || code === String(judgement.decision.success);
  const scored = judgement?.score?.validFor.includes(code) ?? passed;
  const score = scored ? (passed ? passingScore : failingScore) : 0;
  const sampled = sampleMembers(output, { types, scene, score, passed, hasMedia: scored || passed });
  const fields: Record<string, unknown> = { ...sampled, ...echo(action, scene) };
  if (!judgement) return fields;
  const { decision, description: said, score: scoring, vetoes = [], warnings = [] } = judgement;
  for (const signal of [...vetoes, ...allWitnesses(judgement)]) writePath(fields, signal.path, besides(signal, code, passed));
  for (const path of warnings) writePath(fields, path, []);
  if (scoring) writePath(fields, scoring.path, scoring.asText ? String(score) : score);
  writePath(fields, decision.path, typed(code, decision));
  if (said) writePath(fields, said, description);
  fillAttempts(fields, { code, description, checks: scene.token && checksOf(scene.token) });
  repeatPictures(judgement, fields, scene);
  return fields;
}

/** Null, but for an object that holds the deciding member. */
function emptied({ name, type }: Field, { judgement, types }: Action): unknown {
  const holdsDecision = judgement?.decision.path.startsWith(`${name}.`);
  return holdsDecision ? Object.fromEntries((types?.[type] ?? []).map((member) => [member.name, null])) : null;
}

/** The result of a process that has not ended: nothing but the code that says so, or null in its place. */
export function pendingFields(
  action: Action,
  { code, description }: { code: string | null; description: string },
  scene: Scene,
): Record<string, unknown> {
  const nothing = Object.fromEntries(
    action.output.map((field) => [field.name, field.name === 'RequestId' ? scene.requestId : emptied(field, action)]),
  );
  const fields = { ...nothing, ...echo(action, scene) };
  const { decision, description: said } = action.judgement ?? {};
  if (decision && code !== null) writePath(fields, decision.path, typed(code, decision));
  if (said && code !== null) writePath(fields, said, description);
  return fields;
}
