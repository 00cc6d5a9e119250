import type { Action } from '../../core/declare/action.ts';
import { isEntries, isMedia, isObject, type Param } from '../../core/declare/params.ts';
import { mediaNote } from '../../core/http.ts';
import { isRecord, readPath } from '../../core/json.ts';
import { meaningOf, typedValue } from '../../core/judge/evidence.ts';
import { thresholdOf } from '../../core/judge/judgement.ts';
import type { CallAnswer } from '../answers/answer-call.ts';
import type { Admission, AdmittedCall } from '../checks/admission.ts';
import type { CallNames, Gateway } from '../gateway.ts';
import { openToken } from '../tokens/sealed-token.ts';
import { EncodedText } from '../wire/encoded-text.ts';
import type { ReceivedRequest } from '../wire/received-request.ts';
import type { NoteOf } from './media-notes.ts';

/** One request as the journal shows it: without keys, faces or personal data. */
export interface JournalEntry extends CallNames {
  time: string;
  /** The vendor's name. */
  provider: string;
  method: string;
  params: Readonly<Record<string, unknown>>;
  bodyBytes: number;
  /** The outcome that made the answer. Absent if a check refused the request before. */
  outcome?: string;
  /** The code of the error, or of the result. */
  code: string;
  requestId: string;
}

export interface Journal {
  add(entry: JournalEntry): void;
  entries(): readonly JournalEntry[];
  /** Returns how many entries there were. */
  clear(): number;
}

const mostEntries = 200;

export function createJournal(): Journal {
  let entries: JournalEntry[] = [];
  return {
    add: (entry) => {
      entries = [...entries.slice(1 - mostEntries), entry];
    },
    entries: () => entries,
    clear: () => {
      const { length } = entries;
      entries = [];
      return length;
    },
  };
}

const longestText = 256;
const longestShownName = 80;
const mostNames = 40;

const shortName = (name: string): string => name.slice(0, longestShownName);

function sizeNote(value: unknown): string {
  if (typeof value === 'string' || value instanceof EncodedText) return `<String, ${value.length} characters>`;
  return `<${Array.isArray(value) ? 'Array' : value === null ? 'null' : typeof value}>`;
}

/** The path of a URL may name an order or a person, and its query may have a signature or a key. Only its host is shown. */
const withoutPath = (text: string): string =>
  text.replace(/^(https?:\/\/)(?:[^\s/?#]*@)?([^\s/?#]*)(\/?)(.*)$/is, (_all, scheme: string, host: string, slash: string, rest: string) =>
    rest === '' ? `${scheme}${host}${slash}` : `${scheme}${host}/<masked>`,
  );

function showText(text: string): string {
  if (openToken(text)) return '<masked>';
  return text.length > longestText ? sizeNote(text) : withoutPath(text);
}

/** True for the id of something that the service keeps, such as a rule or a job. The id of a region may be shown. */
const isId = (name: string): boolean => /(?<!Region)Id$/.test(name);

/** What is shown in the place of media. */
type NoteByPath = ReadonlyMap<string, string>;

/** `path` is a path of the map of media: `Tasks.1.ImageData`. */
function showValue(value: unknown, param: Param | undefined, path: string, notes: NoteByPath): unknown {
  const note = notes.get(path);
  if (note !== undefined) return note;
  if (!param || isMedia(param)) return sizeNote(value);
  if (param.sensitive || isId(param.name)) return '<masked>';
  if (isObject(param) && isRecord(value)) return showMembers(value, param.members, `${path}.`, notes);
  if (isEntries(param) && Array.isArray(value) && value.length <= param.maxItems) {
    const shown = (entry: unknown, entryPath: string): unknown =>
      isRecord(entry) ? showMembers(entry, param.entry, `${entryPath}.`, notes) : sizeNote(entry);
    return value.map((entry, index) => shown(entry, `${path}.${index + 1}`));
  }
  if (typeof value === 'object' && value !== null) return sizeNote(value);
  return typeof value === 'string' ? showText(value) : value;
}

function showMembers(
  values: Readonly<Record<string, unknown>>,
  params: readonly Param[],
  prefix: string,
  notes: NoteByPath,
): Record<string, unknown> {
  const all = Object.entries(values);
  const shown = all.slice(0, mostNames).map(([name, value]) => {
    const param = params.find((candidate) => candidate.name === name);
    return [shortName(name), showValue(value, param, `${prefix}${name}`, notes)];
  });
  return Object.fromEntries(all.length > mostNames ? [...shown, ['…', `<${all.length - mostNames} more>`]] : shown);
}

/** Shows only values that are declared and not sensitive. Any other value may be personal data. */
export function showParams(
  { action, values = {}, media = new Map() }: Partial<AdmittedCall>,
  noteOf: NoteOf = mediaNote,
): Record<string, unknown> {
  const notes = new Map([...media].map(([path, file]) => [path, noteOf(file)]));
  return showMembers(values, action?.params ?? [], '', notes);
}

/** The names that a request uses are text from outside, and are cut short. The gateway has already masked `authorization`. */
const showNames = ({ action, version, region, id, authorization }: CallNames): CallNames => ({
  action: action && shortName(action),
  version: version && shortName(version),
  region: region && shortName(region),
  id: id && shortName(id),
  authorization,
});

/** The value of the field that decides. For a score: whether it reaches the vendor's threshold. */
function codeOfResult({ judgement }: Pick<Action, 'judgement'>, fields: Readonly<Record<string, unknown>>): string | undefined {
  if (!judgement) return 'Success';
  const { decision } = judgement;
  const value = typedValue(decision, fields);
  const code =
    value === undefined ? readPath(fields, decision.path) : meaningOf(decision, value, thresholdOf(judgement, fields, undefined));
  return code === undefined || code === null ? undefined : String(code);
}

/** The code of the error or of the result. A result without a code shows its outcome. */
function codeOfAnswer({ content, outcome }: CallAnswer, action: Action | undefined): string {
  if ('refusal' in content) return content.refusal.code;
  return codeOfResult(action ?? {}, content.fields) ?? String(outcome?.name);
}

export const journalEntry = (
  request: ReceivedRequest,
  gateway: Gateway,
  admission: Admission,
  answer: CallAnswer,
  { requestId, nowMs, noteOf }: { requestId: string; nowMs: number; noteOf: NoteOf },
): JournalEntry => ({
  time: new Date(nowMs).toISOString(),
  provider: gateway.vendor.name,
  method: request.method,
  ...showNames(gateway.namesOf(request)),
  params: showParams(admission, noteOf),
  bodyBytes: request.bodyBytes,
  ...(answer.outcome ? { outcome: answer.outcome.name } : {}),
  code: codeOfAnswer(answer, admission.action),
  requestId,
});
