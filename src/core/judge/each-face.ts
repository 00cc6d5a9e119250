import { type Answer, unreadableError, valueInWords } from '../answer.ts';
import type { CodeEntry } from '../declare/codes.ts';
import type { Verdict } from '../exit.ts';
import { isMisshapen, isRecord, readPath } from '../json.ts';
import { plural } from '../text/printable.ts';
import type { Judged } from './judged.ts';
import { type FaceLists, type Judgement, scoreAt } from './judgement.ts';

/** A code of idv for a picture that does not show exactly one face. The service has no code for this: a list in the answer shows it. */
export interface FaceCode {
  code: 'no-face' | 'several-faces';
  /** The path of the list. */
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

/** How many numbers a rectangle has: left, top, width and height in pixels. */
const perFace = 4;

/** True for a list of rectangles, none of them with an area of 0. */
function isRectangles(value: unknown): boolean {
  if (!Array.isArray(value) || value.length === 0 || value.length % perFace !== 0) return false;
  return value.every((number, index) => Number.isSafeInteger(number) && (index % perFace < 2 || number > 0));
}

/** True if rectangles are in the entries of a list, and that list is empty. */
function isEmptyHolder(fields: Fields, path: string): boolean {
  const holder = holderOf(fields, path);
  return Array.isArray(holder) && holder.length === 0;
}

/** The list that has the member at a path in its entries; undefined if the path has no list. */
const holderOf = (fields: Fields, path: string): unknown =>
  path.includes('[]') ? readPath(fields, path.slice(0, path.lastIndexOf('[]'))) : undefined;

/** `none` if a list of faces is empty. XML has no empty lists: an absent list with a score of 0 means the same. */
export function shownFaces({ faceRectangles, score }: Judgement, fields: Fields): 'none' | 'some' {
  const isZero = score !== undefined && scoreAt(score, fields) === 0;
  const isEmpty = (path: string): boolean => {
    if (isEmptyHolder(fields, path)) return true;
    const list = readPath(fields, path) ?? (isZero ? [] : undefined);
    return Array.isArray(list) && list.length === 0;
  };
  return faceRectangles?.lists.some(isEmpty) ? 'none' : 'some';
}

/** True if there are several faces, although the service judges one. */
function hasSeveralEntries(fields: Fields, path: string): boolean {
  const holder = holderOf(fields, path);
  return Array.isArray(holder) && holder.length > 1;
}

/** Throws IdvError `unreadable` if a list of faces is absent, or does not have the documented form. */
export function requireRectangles(lists: readonly string[], answer: Extract<Answer, { kind: 'result' }>): void {
  const malformed = lists.find((path) => !isRectangles(readPath(answer.fields, path)) || hasSeveralEntries(answer.fields, path));
  if (malformed !== undefined)
    throw unreadableError(
      'wrong-type',
      `${malformed} is ${valueInWords(readPath(answer.fields, malformed), [])}, not the rectangle of a face`,
      answer,
    );
}

type Result = Extract<Answer, { kind: 'result' }>;

/** One face as a separate answer, or the code for a picture without exactly one face. */
export type Face = { answer: Result } | { code: string; entry: CodeEntry };

/** A copy of the value in which the list at a path has only one entry. Everything else is shared, because it may be large. */
function withOnly(value: unknown, [step = '', ...rest]: readonly string[], entry: unknown): unknown {
  if (!isRecord(value)) return value;
  const name = step.replace('[]', '');
  if (rest.length === 0) return { ...value, [name]: [entry] };
  const inner = value[name];
  if (!step.endsWith('[]')) return { ...value, [name]: withOnly(inner, rest, entry) };
  return Array.isArray(inner) ? { ...value, [name]: [withOnly(inner.at(-1), rest, entry)] } : value;
}

/** The answer with only one entry in a list. Every path through the list then leads to that entry. */
const narrowed = (answer: Result, path: string, entry: unknown): Result => ({
  ...answer,
  fields: withOnly(answer.fields, path.split('.'), entry) as Result['fields'],
});

/** The number of faces in a picture: the count next to the list, or else the length of the list. The count must not be lower than that. */
function countFaces(picture: Result, { faceCount }: FaceLists, listed: number): number {
  const stated = readPath(picture.fields, faceCount) ?? listed;
  if (!Number.isSafeInteger(stated))
    throw unreadableError('wrong-type', `${faceCount} is ${valueInWords(stated, [])}, not a number`, picture);
  const count = stated as number;
  if (count < listed || (count > 0 && listed === 0))
    throw unreadableError(
      'contradiction',
      `${faceCount} is ${valueInWords(count, [])}, and ${plural(listed, 'face is', 'faces are')} judged`,
      picture,
    );
  return count;
}

function facesOf(picture: Result, lists: FaceLists): Face[] {
  const { faces, noFace, severalFaces } = lists;
  const list = readPath(picture.fields, faces) ?? [];
  if (!Array.isArray(list) || isMisshapen(picture.fields, faces)) throw unreadableError('wrong-type', `${faces} is not a list`, picture);
  const each = list.map((face) => ({ answer: narrowed(picture, faces, face) }));
  const count = countFaces(picture, lists, list.length);
  if (count === 0) return [{ code: 'no-face', entry: noFace }];
  return count === 1 ? each : [...each, { code: 'several-faces', entry: severalFaces }];
}

/** How many pictures were sent, either as a list in `Tasks` or as separate values such as `Tasks.1.ImageURL`. */
function sentPictures(values: Readonly<Record<string, unknown>>, name: string): number {
  const list = values[name];
  const listed = Array.isArray(list) ? list.map((_picture, index) => String(index + 1)) : [];
  const numbered = Object.keys(values).flatMap((key) => (key.startsWith(`${name}.`) ? (key.split('.')[1] ?? []) : []));
  return Math.max(1, new Set([...listed, ...numbered]).size);
}

/** Rejects an answer with two entries for one picture, because another picture then has none. */
function refuseSharedIds(answer: Result, pictures: readonly unknown[], { pictures: path, id }: FaceLists): void {
  if (pictures.length < 2) return;
  const ids = pictures.map((picture) => (isRecord(picture) ? picture[id] : undefined));
  if (new Set(ids.filter((one) => typeof one === 'string' && one !== '')).size !== pictures.length)
    throw unreadableError('contradiction', `${path} has several pictures under one ${id}, or one without it`, answer);
}

/**
 * Every face of every picture that was sent. Throws IdvError `unreadable` if the answer leaves out a picture, or may do so. `values` are
 * the values of the call; undefined if the body was given as bytes, because then the number of pictures is not known.
 */
export function everyFace(answer: Result, lists: FaceLists, values: Readonly<Record<string, unknown>> | undefined): Face[] {
  if (!values) throw unreadableError('unknown-request', 'a body that was given whole may hold any number of pictures', answer);
  const pictures = readPath(answer.fields, lists.pictures);
  if (!Array.isArray(pictures)) throw unreadableError('no-decision', `${lists.pictures} is not a list`, answer);
  const expected = sentPictures(values, lists.of);
  if (pictures.length !== expected)
    throw unreadableError(
      'no-decision',
      `the answer is about ${plural(pictures.length, 'picture')}, and ${expected} ${expected === 1 ? 'was' : 'were'} sent`,
      answer,
    );
  refuseSharedIds(answer, pictures, lists);
  return pictures.flatMap((picture) => facesOf(narrowed(answer, lists.pictures, picture), lists));
}

/** The verdict for a picture without a face, or with too many: nothing was checked. */
export function judgedWithoutOneFace({ code, entry }: { code: string; entry: CodeEntry }, threshold: number | null): Judged {
  const verdict = 'verdict' in entry.effect ? entry.effect.verdict : 'retake';
  const { hint, billed, meaning: message } = entry;
  return { verdict, checked: [], reason: { code, message }, hint, score: null, threshold, billed, notices: [] };
}

/** If several pictures or faces are judged, the verdict that is first in this list counts. */
const worstFirst: readonly (Verdict | null)[] = ['spoof', 'mismatch', 'retake', 'expired', 'review', 'pending', 'pass'];

export const worseOf = (a: Judged, b: Judged): Judged => {
  const [rankA, rankB] = [worstFirst.indexOf(a.verdict), worstFirst.indexOf(b.verdict)];
  return rankA === rankB ? ((a.score ?? 0) <= (b.score ?? 0) ? a : b) : rankA < rankB ? a : b;
};
