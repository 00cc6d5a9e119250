import { type Action, type Upload, uploadOf } from '../../core/declare/action.ts';
import {
  flagAt,
  hasFlag,
  isEntries,
  isImageOrVideo,
  isMedia,
  isObject,
  membersAt,
  type Param,
  type Place,
  placesOf,
  retiredNotice,
  shownFlag,
  type WireValue,
  withMembers,
} from '../../core/declare/params.ts';
import { type Problem, usageProblem } from '../../core/errors.ts';
import { type BodyValue, type Media, replaceMedia } from '../../core/http.ts';
import type { MediaIo } from '../../media/read/load.ts';
import { type MergedInput, withInputFile } from './input-file.ts';
import { inputKey, type RawInput, uploadKey } from './raw-input.ts';
import { stdinTwiceProblems } from './read-json.ts';
import { fillFromFiles, isGiven, readParam, textsOf } from './read-param.ts';
import { type Reading, readMedia } from './read-value.ts';

export interface Input {
  values: Record<string, BodyValue>;
  /** Files to upload before the call. Their URL and MD5 become values of the call. */
  uploads: { upload: Upload; media: Media }[];
  problems: Problem[];
  notices: string[];
}

async function readUploads({ uploads = [], params }: Action, raw: RawInput, reading: Reading): Promise<Input['uploads']> {
  const read: Input['uploads'] = [];
  for (const upload of uploads) {
    const source = raw[uploadKey(upload)];
    if (source === undefined) continue;
    const other = params.find(({ name }) => (name === upload.url || name === upload.md5) && raw[name] !== undefined);
    if (other) {
      const hint = upload.md5 === undefined ? 'give the path, or the URL' : 'give the path, or the URL with its MD5';
      reading.problems.push(usageProblem(uploadKey(upload), `and ${shownFlag(other)} are for the same file`, hint));
    }
    const address = params.find(({ name }) => name === upload.url);
    if (address && /^https?(:|%3A)/i.test(String(source))) {
      reading.problems.push(
        usageProblem(uploadKey(upload), 'is a URL, but this flag takes a file', `give the URL to ${shownFlag(address)}`),
      );
      continue;
    }
    const media = await readMedia(uploadKey(upload), String(source), upload.media, reading);
    if (media) read.push({ upload, media });
  }
  return read;
}

/** The flags that would read standard input. It can be read only once. */
function stdinReaders(action: Action, raw: RawInput): string[] {
  const readers = placesOf(action.params)
    .flatMap(withMembers)
    .filter(({ param }) => isMedia(param) || param.positional);
  return [
    ...(raw[inputKey] === '-' ? [inputKey] : []),
    ...readers.flatMap((place) =>
      textsOf(raw[place.path])
        .filter((text) => text === '-')
        .map(() => flagAt(place)),
    ),
    ...(action.uploads ?? []).filter((upload) => raw[uploadKey(upload)] === '-').map(uploadKey),
  ];
}

/** True if the parameter gets a value without a flag: a declared fallback, or a value that follows from another parameter. */
const isFilledAutomatically = (param: Param): boolean =>
  ('fallback' in param && param.fallback !== undefined) || ('follows' in param && param.follows !== undefined);

/** Places that need a value and have none. If an object was given as JSON, the service checks its members. */
function missingPlaces(place: Place, raw: RawInput): Place[] {
  const { param, path } = place;
  if (isObject(param)) {
    if (param.unfolded || (isGiven(place, raw) && raw[path] === undefined))
      return membersAt(place).flatMap((member) => missingPlaces(member, raw));
  } else if (!isEntries(param) && !isImageOrVideo(param) && (!hasFlag(place) || isFilledAutomatically(param))) return [];
  return param.required && !isGiven(place, raw) ? [place] : [];
}

function hintFor(place: Place, action: Action): string {
  const { param, path } = place;
  const upload = uploadOf(action.uploads ?? [], path);
  if (upload) return `give it, or --${upload.flag} with a local file`;
  if (isEntries(param) || isImageOrVideo(param)) return `give ${membersAt(place).map(flagAt).join(' or ')}`;
  return param.positional ? `give it after idv ${action.command.join(' ')}` : 'see the examples with --help';
}

/** One problem for each missing required parameter. A parameter that an upload fills is not missing. */
function missingProblems(action: Action, raw: RawInput): Problem[] {
  const uploaded = (action.uploads ?? []).filter((upload) => raw[uploadKey(upload)] !== undefined).flatMap(({ url, md5 }) => [url, md5]);
  return placesOf(action.params)
    .flatMap((place) => missingPlaces(place, raw))
    .filter(({ path }) => !uploaded.includes(path))
    .map((place) => usageProblem(flagAt(place), `is required: ${place.param.help}`, hintFor(place, action)));
}

/** The parameter paths of pictures and clips that were given, even if they cannot be read. */
const givenMedia = (places: readonly Place[], raw: RawInput): string[] =>
  places
    .flatMap(withMembers)
    .filter((place) => isMedia(place.param) && isGiven(place, raw))
    .map(({ path }) => path);

type Given = Readonly<Record<string, WireValue>>;

/** One problem for each broken rule. If a flag already has a problem, its rules are not checked. */
function ruleProblems({ rules = [], params }: Action, given: Given, faultyFlags: ReadonlySet<string>): Problem[] {
  const places = placesOf(params).flatMap(withMembers);
  return rules.flatMap((rule) => {
    const place = places.find(({ path }) => path === rule.param);
    const fault = place && !faultyFlags.has(flagAt(place)) ? rule.check(given) : undefined;
    return place && fault ? [usageProblem(flagAt(place), fault.message, fault.hint)] : [];
  });
}

/** Notices for clips without sound in which the person must speak. */
const silenceNotices = ({ silent }: Reading, given: Given): string[] =>
  silent
    .filter(({ limits: { spokenWhere } }) => spokenWhere && given[spokenWhere.param] === spokenWhere.is)
    .map(({ flag }) => `${flag}: the clip has no sound, but the person in it must speak: record it with sound`);

function retiredNotices({ params }: Action, raw: RawInput): string[] {
  return placesOf(params)
    .flatMap(withMembers)
    .filter((place) => isGiven(place, raw))
    .flatMap((place) => {
      const notice = retiredNotice(place.param);
      return notice === undefined ? [] : [`${flagAt(place)}: ${notice}`];
    });
}

/**
 * Turns flags into wire values, and finds every problem, not only the first. Only this function and what it calls read the files of a
 * call. `preflight: false` skips all checks of their contents.
 */
export async function readInput(action: Action, typed: RawInput, io: MediaIo, preflight: boolean): Promise<Input> {
  const readers = stdinReaders(action, typed);
  if (readers.length > 1) return { values: {}, uploads: [], problems: stdinTwiceProblems(readers), notices: [] };
  const { [inputKey]: file, ...line } = typed;
  const withoutFile: MergedInput = { raw: line, rest: {}, problems: [], notices: [] };
  const { raw, rest, ...found } = typeof file === 'string' ? await withInputFile(action, file, line, io) : withoutFile;
  const problems = [...found.problems];
  const notices = [...found.notices];
  const reading: Reading = { io, preflight, problems, notices, silent: [] };
  const values: Record<string, BodyValue> = {};
  const given: Record<string, WireValue> = {};
  const places = placesOf(action.params);
  for (const place of places) {
    const value = await readParam(place, raw, reading);
    if (value !== undefined) values[place.path] = value;
  }
  problems.push(...fillFromFiles(places, raw, values));
  // A rule asks only whether a picture was given. A picture that cannot be read counts as given, because it has its own problem already.
  for (const [path, value] of Object.entries(values)) given[path] = replaceMedia(value, () => 'given');
  for (const path of givenMedia(places, raw)) given[path] ??= 'given';
  Object.assign(values, rest);
  const uploads = await readUploads(action, raw, reading);
  problems.push(...missingProblems(action, raw));
  problems.push(...ruleProblems(action, given, new Set(problems.map(({ flag }) => flag))));
  notices.push(...silenceNotices(reading, given));
  notices.push(...(action.notices ?? []).filter((notice) => notice.when(given)).map((notice) => notice.text));
  notices.push(...retiredNotices(action, raw));
  if (action.retired) notices.push(`${action.name} was retired by the vendor on ${action.retired}; sent anyway`);
  return { values, uploads, problems, notices };
}
