import { type Answer, clip, unreadable } from '../answer.ts';
import { readPath } from '../path.ts';
import type { Judgement } from './judgement.ts';
import { scoreAt } from './score.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Numbers of one rectangle: left, top, width and height in pixels. */
const perFace = 4;

/** A list of rectangles, each with an area. */
function isRectangles(value: unknown): boolean {
  if (!Array.isArray(value) || value.length === 0 || value.length % perFace !== 0) return false;
  return value.every((number, index) => Number.isSafeInteger(number) && (index % perFace < 2 || number > 0));
}

/** `none` where a list of faces is empty. XML has no empty list: there, an absent one next to a score of 0 says the same. */
export function shownFaces({ faceRectangles, score }: Judgement, fields: Fields): 'none' | 'some' {
  const isZero = score !== undefined && scoreAt(score, fields) === 0;
  const isEmpty = (path: string): boolean => {
    const list = readPath(fields, path) ?? (isZero ? [] : undefined);
    return Array.isArray(list) && list.length === 0;
  };
  return faceRectangles?.lists.some(isEmpty) ? 'none' : 'some';
}

/** Throws IdvError `unreadable` where a list of faces is absent, or is not of the documented form. */
export function refuseStrangeRectangles(lists: readonly string[], answer: Extract<Answer, { kind: 'result' }>): void {
  const strange = lists.find((path) => !isRectangles(readPath(answer.fields, path)));
  if (strange !== undefined)
    throw unreadable('wrong-type', `${strange} is ${clip(readPath(answer.fields, strange))}, not the rectangle of a face`, answer);
}
