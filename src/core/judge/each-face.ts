import { type Answer, unreadable, valueInWords } from '../answer.ts';
import type { CodeEntry } from '../declare/codes.ts';
import type { Verdict } from '../exit.ts';
import { isMisshapen, isRecord, readPath } from '../json.ts';
import { plural } from '../text/printable.ts';
import type { Judged } from './judged.ts';
import { type FaceLists, type Judgement, scoreAt } from './judgement.ts';

/** What idv itself says of a picture that does not show one face, where a list of the answer says it and no code of the service. */
export interface FaceCode {
  code: 'no-face' | 'several-faces';
  /** The list. */
  path: string;
  entry: CodeEntry;
}

export function faceCodes({ each, faceRectangles }: Judgement): FaceCode[] {
  const found: FaceCode[] = [];
  if (each) {
    const { faces: path, noFace, severalFaces } = each;
    found.push({ code: 'no-face', path, entry: noFace }, { code: 'several-faces', path, entry: severalFaces });
  }
  if (faceRectangles) for (const path of faceRectangles.lists) found.push({ code: 'no-face', path, entry: faceRectangles.noFace });
  return found;
}

type Fields = Readonly<Record<string, unknown>>;

/** Numbers of one rectangle: left, top, width and height in pixels. */
const perFace = 4;

/** A list of rectangles, each with an area. */
function isRectangles(value: unknown): boolean {
  if (!Array.isArray(value) || value.length === 0 || value.length % perFace !== 0) return false;
  return value.every((number, index) => Number.isSafeInteger(number) && (index % perFace < 2 || number > 0));
}

/** True where a rectangle stands in the entries of a list, and there is none. */
function isEmptyHolder(fields: Fields, path: string): boolean {
  const holder = holderOf(fields, path);
  return Array.isArray(holder) && holder.length === 0;
}

/** The list in whose entries a path ends; undefined for a path without one. */
const holderOf = (fields: Fields, path: string): unknown =>
  path.includes('[]') ? readPath(fields, path.slice(0, path.lastIndexOf('[]'))) : undefined;

/** `none` where a list of faces is empty. XML has no empty list: there, an absent one next to a score of 0 says the same. */
export function shownFaces({ faceRectangles, score }: Judgement, fields: Fields): 'none' | 'some' {
  const isZero = score !== undefined && scoreAt(score, fields) === 0;
  const isEmpty = (path: string): boolean => {
    if (isEmptyHolder(fields, path)) return true;
    const list = readPath(fields, path) ?? (isZero ? [] : undefined);
    return Array.isArray(list) && list.length === 0;
  };
  return faceRectangles?.lists.some(isEmpty) ? 'none' : 'some';
}

/** More faces than the one that the service says it judges. */
function isCrowded(fields: Fields, path: string): boolean {
  const holder = holderOf(fields, path);
  return Array.isArray(holder) && holder.length > 1;
}

/** Throws IdvError `unreadable` where a list of faces is absent, or is not of the documented form. */
export function refuseStrangeRectangles(lists: readonly string[], answer: Extract<Answer, { kind: 'result' }>): void {
  const strange = lists.find((path) => !isRectangles(readPath(answer.fields, path)) || isCrowded(answer.fields, path));
  if (strange !== undefined)
    throw unreadable(
      'wrong-type',
      `${strange} is ${valueInWords(readPath(answer.fields, strange), [])}, not the rectangle of a face`,
      answer,
    );
}

type Result = Extract<Answer, { kind: 'result' }>;

/** One face as an answer of its own, or why a picture has none that counts. */
export type Face = { answer: Result } | { code: string; entry: CodeEntry };

/** The value with the list at its path cut down to one entry; what does not lie on the way is shared, for there may be much of it. */
function withOnly(value: unknown, [step = '', ...rest]: readonly string[], entry: unknown): unknown {
  if (!isRecord(value)) return value;
  const name = step.replace('[]', '');
  if (rest.length === 0) return { ...value, [name]: [entry] };
  const inner = value[name];
  if (!step.endsWith('[]')) return { ...value, [name]: withOnly(inner, rest, entry) };
  return Array.isArray(inner) ? { ...value, [name]: [withOnly(inner.at(-1), rest, entry)] } : value;
}

/** Every path through the list then leads to that entry. */
const narrowed = (answer: Result, path: string, entry: unknown): Result => ({
  ...answer,
  fields: withOnly(answer.fields, path.split('.'), entry) as Result['fields'],
});

/** How many faces a picture has, by the count next to the list or by the list itself. More may be counted than are listed, not fewer. */
function countFaces(picture: Result, { faceCount }: FaceLists, listed: number): number {
  const said = readPath(picture.fields, faceCount) ?? listed;
  if (!Number.isSafeInteger(said)) throw unreadable('wrong-type', `${faceCount} is ${valueInWords(said, [])}, not a number`, picture);
  const count = said as number;
  if (count < listed || (count > 0 && listed === 0))
    throw unreadable(
      'contradiction',
      `${faceCount} is ${valueInWords(count, [])}, and ${plural(listed, 'face is', 'faces are')} judged`,
      picture,
    );
  return count;
}

function facesOf(picture: Result, lists: FaceLists): Face[] {
  const { faces, noFace, severalFaces } = lists;
  const list = readPath(picture.fields, faces) ?? [];
  if (!Array.isArray(list) || isMisshapen(picture.fields, faces)) throw unreadable('wrong-type', `${faces} is not a list`, picture);
  const each = list.map((face) => ({ answer: narrowed(picture, faces, face) }));
  const count = countFaces(picture, lists, list.length);
  if (count === 0) return [{ code: 'no-face', entry: noFace }];
  return count === 1 ? each : [...each, { code: 'several-faces', entry: severalFaces }];
}

/** How many pictures were sent: `Tasks` with a list, or `Tasks.1.ImageURL` and so on, each separately. */
function sentPictures(values: Readonly<Record<string, unknown>>, name: string): number {
  const list = values[name];
  const listed = Array.isArray(list) ? list.map((_picture, index) => String(index + 1)) : [];
  const numbered = Object.keys(values).flatMap((key) => (key.startsWith(`${name}.`) ? (key.split('.')[1] ?? []) : []));
  return Math.max(1, new Set([...listed, ...numbered]).size);
}

/** An answer that speaks twice of one picture says nothing of another. */
function refuseSharedIds(answer: Result, pictures: readonly unknown[], { pictures: path, id }: FaceLists): void {
  if (pictures.length < 2) return;
  const ids = pictures.map((picture) => (isRecord(picture) ? picture[id] : undefined));
  if (new Set(ids.filter((one) => typeof one === 'string' && one !== '')).size !== pictures.length)
    throw unreadable('contradiction', `${path} has several pictures under one ${id}, or one without it`, answer);
}

/**
 * Every face of every picture that was sent. Throws IdvError `unreadable` where the answer leaves out a picture, or may do so:
 * `values` are those of the call, undefined for a body that was given whole.
 */
export function everyFace(answer: Result, lists: FaceLists, values: Readonly<Record<string, unknown>> | undefined): Face[] {
  if (!values) throw unreadable('unknown-request', 'a body that was given whole may hold any number of pictures', answer);
  const pictures = readPath(answer.fields, lists.pictures);
  if (!Array.isArray(pictures)) throw unreadable('no-decision', `${lists.pictures} is not a list`, answer);
  const expected = sentPictures(values, lists.of);
  if (pictures.length !== expected)
    throw unreadable(
      'no-decision',
      `the answer is about ${plural(pictures.length, 'picture')}, and ${expected} ${expected === 1 ? 'was' : 'were'} sent`,
      answer,
    );
  refuseSharedIds(answer, pictures, lists);
  return pictures.flatMap((picture) => facesOf(narrowed(answer, lists.pictures, picture), lists));
}

/** A picture with no face that counts, or too many: nothing was checked. */
export function faceless({ code, entry }: { code: string; entry: CodeEntry }, threshold: number | null): Judged {
  const verdict = 'verdict' in entry.effect ? entry.effect.verdict : 'retake';
  const { hint, billed, meaning: message } = entry;
  return { verdict, checked: [], reason: { code, message }, hint, score: null, threshold, billed, notices: [] };
}

/** What counts first where several pictures or faces are judged: the worse, the sooner. */
const worstFirst: readonly (Verdict | null)[] = ['spoof', 'mismatch', 'retake', 'expired', 'review', 'pending', 'pass'];

export const worse = (a: Judged, b: Judged): Judged => {
  const [rankA, rankB] = [worstFirst.indexOf(a.verdict), worstFirst.indexOf(b.verdict)];
  return rankA === rankB ? ((a.score ?? 0) <= (b.score ?? 0) ? a : b) : rankA < rankB ? a : b;
};
