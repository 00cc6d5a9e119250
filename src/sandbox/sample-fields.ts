import type { Action, Field } from '../core/action.ts';
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
const typed = (text: string, { type }: Field): string | number => (type === 'Integer' || type === 'Float' ? Number(text) : text);

interface Said {
  /** A value of the deciding member; ignored by an action that judges nothing. */
  code: string;
  description: string;
  requestId: string;
}

/** A whole result as the action's output declares it, with `code` in the member that decides. */
export function sampleFields(action: Action, { code, description, requestId }: Said): Record<string, unknown> {
  const { judgement } = action;
  const passed = judgement === undefined || code === judgement.success;
  const scored = judgement?.score?.validFor.includes(code) ?? passed;
  const value = (field: Field): unknown => {
    if (field.name === 'RequestId') return requestId;
    if (field.name === judgement?.decision) return typed(code, field);
    if (field.name === judgement?.description) return description;
    if (field.name === judgement?.score?.field) return scored ? (passed ? passingScore : failingScore) : 0;
    if (field.media === 'image') return scored ? greyPicture().toString('base64') : null;
    if (field.media === 'video') return null;
    return sampleValue(field.type, action.types);
  };
  return Object.fromEntries(action.output.map((field) => [field.name, value(field)]));
}
