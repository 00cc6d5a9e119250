import type { Action, Field, Signal } from '../core/action.ts';
import { writePath } from '../core/path.ts';
import { greyPicture } from './grey-picture.ts';

const passingScore = 96.3;
const failingScore = 9.21;
/** How often a type may hold itself. */
const deepest = 3;

function sampleValue(type: string, types: Action['types'], depth = 0): unknown {
  const element = /^Array of (.+)$/.exec(type)?.[1];
  if (element !== undefined) return depth < deepest ? [sampleValue(element, types, depth)] : [];
  if (type === 'String') return 'sandbox';
  if (type === 'Integer' || type === 'Float') return 0;
  if (type === 'Boolean') return false;
  const members = depth < deepest ? types?.[type] : undefined;
  return members ? Object.fromEntries(members.map((member) => [member.name, sampleValue(member.type, types, depth + 1)])) : null;
}

/** Vendors number some results in text and some in numbers; a declaration writes all of them as text. */
const typed = (text: string, { type }: Signal): string | number | boolean =>
  type === 'Integer' ? Number(text) : type === 'Boolean' ? text === 'true' : text;

interface Said {
  /** A value of the deciding member; ignored by an action that judges nothing. */
  code: string;
  description: string;
  requestId: string;
}

/** A whole result as the action's output declares it, with `code` in the member that decides. */
export function sampleFields(action: Action, { code, description, requestId }: Said): Record<string, unknown> {
  const { judgement } = action;
  const passed = judgement === undefined || code === String(judgement.decision.success);
  const scored = judgement?.score?.validFor.includes(code) ?? passed;
  const value = (field: Field): unknown => {
    if (field.name === 'RequestId') return requestId;
    if (field.media === 'image') return scored ? greyPicture().toString('base64') : null;
    if (field.media === 'video') return null;
    return sampleValue(field.type, action.types);
  };
  const fields = Object.fromEntries(action.output.map((field) => [field.name, value(field)]));
  if (!judgement) return fields;
  const { decision, description: said, score, vetoes = [], witnesses = [], warnings = [] } = judgement;
  for (const { path, success } of [...vetoes, ...witnesses]) writePath(fields, path, passed ? success : null);
  for (const path of warnings) writePath(fields, path, []);
  writePath(fields, decision.path, typed(code, decision));
  if (said) writePath(fields, said, description);
  if (score) writePath(fields, score.path, scored ? (passed ? passingScore : failingScore) : 0);
  return fields;
}
