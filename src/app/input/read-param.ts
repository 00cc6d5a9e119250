import {
  type EntriesParam,
  flagAt,
  type ImageOrVideoParam,
  isEntries,
  isImageOrVideo,
  isMedia,
  isObject,
  type MediaParam,
  membersAt,
  type ObjectParam,
  type Place,
  type TextParam,
  type ValueByFileKind,
  withMembers,
} from '../../core/declare/params.ts';
import { type Problem, usageProblem } from '../../core/errors.ts';
import { type BodyValue, isMediaValue } from '../../core/http.ts';
import { inputKey, type JsonValue, type RawInput, type RawValue } from './raw-input.ts';
import { readJsonParam, readObjectFlag } from './read-json-param.ts';
import { acceptValue, type Reading, readMedia, readValue, type ScalarParam } from './read-value.ts';
import { readWord } from './read-word.ts';

const isJson = (value: RawValue | undefined): value is JsonValue => typeof value === 'object' && 'json' in value;

/** The texts that were given to one flag, in their order. */
export const textsOf = (value: RawValue | undefined): readonly string[] => {
  if (value === undefined || isJson(value)) return [];
  return typeof value === 'object' ? value : [String(value)];
};

const hasValue = (value: RawValue | undefined): boolean => isJson(value) || textsOf(value).length > 0;

/** True if the value, or a member of it, was given. */
export const isGiven = (place: Place, raw: RawInput): boolean => withMembers(place).some(({ path }) => hasValue(raw[path]));

/** Reads the value of one flag, for a parameter without members. */
async function readLeaf(flag: string, param: ScalarParam | MediaParam, given: RawValue, reading: Reading): Promise<BodyValue | undefined> {
  if (isMedia(param)) return readMedia(flag, String(given), param.media, reading);
  const word = param.positional ? await readWord(flag, String(given), reading.io) : given;
  if (typeof word === 'object' && 'message' in word) {
    reading.problems.push(word);
    return undefined;
  }
  return acceptValue(flag, readValue(param, word), reading);
}

/** Reads the flag of one member. Each value becomes an entry. If there are several, a problem says which value it is about. */
async function readMember(place: Place, texts: readonly string[], reading: Reading): Promise<Record<string, BodyValue>[]> {
  const entries: Record<string, BodyValue>[] = [];
  for (const [index, text] of texts.entries()) {
    const own: Reading = { ...reading, problems: [] };
    const value = await readLeaf(flagAt(place), place.param as TextParam | MediaParam, text, own);
    const where = texts.length > 1 ? `number ${index + 1}: ` : '';
    reading.problems.push(...own.problems.map((problem) => ({ ...problem, message: `${where}${problem.message}` })));
    if (value !== undefined) entries.push({ [place.param.name]: value });
  }
  return entries;
}

/** A list of objects with one member each; undefined if none was given, or too many. */
async function readEntries(place: Place & { param: EntriesParam }, raw: RawInput, reading: Reading): Promise<BodyValue[] | undefined> {
  const { maxItems } = place.param;
  const listed = raw[place.path];
  if (isJson(listed))
    return (await readJsonParam(`${inputKey} ${place.path}`, place.param, listed.json, reading)) as BodyValue[] | undefined;
  const given = membersAt(place)
    .map((member) => ({ member, texts: textsOf(raw[member.path]) }))
    .filter(({ texts }) => texts.length > 0);
  const count = given.reduce((sum, { texts }) => sum + texts.length, 0);
  const [flag = flagAt(place), ...others] = given.map(({ member }) => flagAt(member));
  if (count > maxItems) {
    const message = others.length === 0 ? `is given ${count} times` : `and ${others.join(', ')} are given ${count} times together`;
    reading.problems.push(usageProblem(flag, message, `give at most ${maxItems} in one call`));
    return undefined;
  }
  const entries: BodyValue[] = [];
  for (const { member, texts } of given) entries.push(...(await readMember(member, texts, reading)));
  return count === 0 ? undefined : entries;
}

/** Reads an image or a video, from whichever of the two flags was given. */
async function readEither(place: Place & { param: ImageOrVideoParam }, raw: RawInput, reading: Reading): Promise<BodyValue | undefined> {
  const whole = raw[place.path];
  if (isJson(whole)) return readJsonParam(`${inputKey} ${place.path}`, place.param, whole.json, reading);
  const given = membersAt(place).filter(({ path }) => raw[path] !== undefined);
  const [first, second] = given;
  if (first && second) {
    reading.problems.push(
      usageProblem(flagAt(first), `and ${flagAt(second)} are given together`, 'one call judges one file: give only one of them'),
    );
    return undefined;
  }
  return first && readParam(first, raw, reading);
}

/** The part of an object that was given as JSON: the text of its flag, or its undeclared members in `--input`. */
async function readJsonPart(
  place: Place & { param: ObjectParam },
  whole: RawValue | undefined,
  reading: Reading,
): Promise<Record<string, BodyValue>> {
  if (typeof whole === 'string') return readObjectFlag(place, whole, reading);
  if (!isJson(whole)) return {};
  return ((await readJsonParam(`${inputKey} ${place.path}`, place.param, whole.json, reading)) ?? {}) as Record<string, BodyValue>;
}

/** Reads an object: first what was given as JSON, then the flags of its members, which replace its members. */
async function readObject(
  place: Place & { param: ObjectParam },
  raw: RawInput,
  reading: Reading,
): Promise<Record<string, BodyValue> | undefined> {
  const { param, path } = place;
  if (!isGiven(place, raw) && !param.unfolded) return undefined;
  const whole = raw[path];
  const value = await readJsonPart(place, whole, reading);
  for (const member of membersAt(place)) {
    const { name } = member.param;
    // A default does not replace a member that the object has.
    if (Object.hasOwn(value, name) && !isGiven(member, raw)) continue;
    const read = await readParam(member, raw, reading);
    if (read !== undefined) value[name] = read;
  }
  return whole === undefined && Object.keys(value).length === 0 ? undefined : value;
}

/** The wire value of a parameter, from its flag and the flags of its members; undefined if there is none. Problems go into `reading`. */
export async function readParam(place: Place, raw: RawInput, reading: Reading): Promise<BodyValue | undefined> {
  const { param, path } = place;
  if (isObject(param)) return readObject({ ...place, param }, raw, reading);
  if (isEntries(param)) return readEntries({ ...place, param }, raw, reading);
  if (isImageOrVideo(param)) return readEither({ ...place, param }, raw, reading);
  const rawValue = raw[path];
  if (isJson(rawValue)) return readJsonParam(`${inputKey} ${path}`, param, rawValue.json, reading);
  if ('fixed' in param && param.fixed !== undefined) return param.fixed;
  const given = rawValue ?? ('fallback' in param ? param.fallback : undefined);
  return given === undefined ? undefined : readLeaf(flagAt(place), param, given, reading);
}

type Kind = 'image' | 'video';

/** The kind of a file: by its flag, or if that says nothing, by the content of the file. */
function kindOf(file: Place, raw: RawInput, mediaType: string): Kind {
  const given = membersAt(file).find(({ path }) => raw[path] !== undefined);
  if (given && isImageOrVideo(file.param)) return given.param === file.param.either.video ? 'video' : 'image';
  return mediaType.startsWith('video/') ? 'video' : 'image';
}

const valueByFileKindOf = ({ param }: Place): ValueByFileKind | undefined => ('follows' in param ? param.follows : undefined);

/** Fills the parameters that tell the service whether a file is an image or a video. Returns a problem for each that was given wrong. */
export function fillFromFiles(places: readonly Place[], raw: RawInput, values: Record<string, BodyValue>): Problem[] {
  const problems: Problem[] = [];
  for (const place of places) {
    const follows = valueByFileKindOf(place);
    const file = places.find(({ path }) => path === follows?.param);
    const media = file && values[file.path];
    if (!follows || !file || media === undefined || !isMediaValue(media)) continue;
    const kind = kindOf(file, raw, media.mediaType);
    const stated = values[place.path];
    if (stated === undefined) values[place.path] = follows[kind];
    else if (stated !== follows[kind])
      problems.push(
        usageProblem(
          flagAt(place),
          `is ${String(stated)}, but the file is ${kind === 'image' ? 'an image' : 'a video'}`,
          'leave it out: it follows from the file',
        ),
      );
  }
  return problems;
}
