import { categoryOfBreak, categoryOfStatus } from '../../core/broken-exchange.ts';
import type { Action } from '../../core/declare/action.ts';
import { elementOf } from '../../core/declare/params.ts';
import type { ErrorCategory } from '../../core/exit.ts';
import { allWitnesses } from '../../core/judge/evidence.ts';
import type { Judgement, Signal } from '../../core/judge/judgement.ts';

/** How idv ends when it gets such an answer: as after a success, or as after a broken connection or an HTTP status, or in one category. */
type FaultEffect = 'success' | { broken: 'reset' } | { status: 503 } | { category: ErrorCategory };

export interface FaultRow {
  name: string;
  /** What goes wrong: the admission of the call, the fields of the result, a file that the result points to, or the HTTP reply. */
  stage: 'call' | 'fields' | 'file' | 'reply';
  /** A number after `=` or `:`. */
  argument?: { unit: string; fallback: number; least: number; most: number };
  effect: FaultEffect;
  meaning: string;
}

const unreadableAnswer = { category: 'unreadable' } as const;
const brokenConnection = { broken: 'reset' } as const;

/** Everything that can go wrong besides what the vendors document. A user chooses one with `fault:NAME`. */
export const faultTable = [
  {
    name: 'delay',
    stage: 'reply',
    argument: { unit: 'MS', fallback: 1000, least: 0, most: 600_000 },
    effect: 'success',
    meaning:
      'success, so many milliseconds late (if --timeout is shorter, exit 32 for a call that may be billed, 31 for one that only reads)',
  },
  { name: 'reset', stage: 'reply', effect: brokenConnection, meaning: 'the connection is reset before the answer' },
  { name: 'reset-amid', stage: 'reply', effect: brokenConnection, meaning: 'the connection is reset halfway through the answer' },
  { name: 'truncated', stage: 'reply', effect: unreadableAnswer, meaning: 'a complete HTTP answer whose JSON ends in the middle' },
  { name: 'not-json', stage: 'reply', effect: unreadableAnswer, meaning: 'plain text that is labelled as JSON' },
  { name: 'html', stage: 'reply', effect: unreadableAnswer, meaning: 'an HTML page, as a captive portal sends it' },
  {
    name: 'wrong-content-type',
    stage: 'reply',
    effect: 'success',
    meaning: 'success, with its JSON labelled as XML or its XML as JSON',
  },
  { name: 'doctype', stage: 'reply', effect: unreadableAnswer, meaning: 'XML that refers to a document on another server' },
  { name: 'entity-bomb', stage: 'reply', effect: unreadableAnswer, meaning: 'a few lines of XML that expand to gigabytes' },
  { name: 'http-500', stage: 'reply', effect: unreadableAnswer, meaning: 'HTTP 500 with a line of text, as a proxy sends it' },
  { name: 'http-503', stage: 'reply', effect: { status: 503 }, meaning: 'HTTP 503 with a line of text and Retry-After' },
  { name: 'huge', stage: 'reply', effect: unreadableAnswer, meaning: 'an answer of 200 MB' },
  {
    name: 'throttle',
    stage: 'call',
    argument: { unit: 'N', fallback: 1, least: 1, most: 1000 },
    effect: 'success',
    meaning: 'N throttled answers, then success',
  },
  {
    name: 'date',
    stage: 'call',
    argument: { unit: 'SECONDS', fallback: 1200, least: -3_000_000_000, most: 3_000_000_000 },
    effect: 'success',
    meaning: 'a service whose clock is wrong by so many seconds: it refuses requests until they are signed by its Date',
  },
  { name: 'null', stage: 'fields', effect: unreadableAnswer, meaning: 'success whose deciding field is null' },
  { name: 'absent', stage: 'fields', effect: unreadableAnswer, meaning: 'success without its deciding field' },
  { name: 'unknown-result', stage: 'fields', effect: unreadableAnswer, meaning: 'a result that the vendor does not document' },
  {
    name: 'wrong-type',
    stage: 'fields',
    effect: unreadableAnswer,
    meaning: 'success whose deciding field has another type than the documented one',
  },
  {
    name: 'contradiction',
    stage: 'fields',
    effect: unreadableAnswer,
    meaning: 'success with a score far below the vendor’s threshold, or with another field that contradicts it',
  },
  {
    name: 'data-object',
    stage: 'reply',
    effect: 'success',
    meaning: 'success, with Data as an object instead of JSON text, as some typed clients of the vendor expect it',
  },
  { name: 'file-truncated', stage: 'file', effect: unreadableAnswer, meaning: 'success whose files are cut off (visible with --save-dir)' },
  {
    name: 'file-wrong-md5',
    stage: 'file',
    effect: unreadableAnswer,
    meaning: 'success whose files do not have the MD5 that the answer gives (visible with --save-dir)',
  },
  {
    name: 'file-403',
    stage: 'file',
    effect: { category: 'output' },
    meaning: 'success whose files answer HTTP 403 (visible with --save-dir)',
  },
] as const satisfies readonly FaultRow[];

export type FaultName = (typeof faultTable)[number]['name'];

export interface Fault {
  name: FaultName;
  stage: FaultRow['stage'];
  /** 0 for a fault without an argument. */
  argument: number;
}

/** The category in which a call with this fault ends. Undefined if the answer of the call is judged. */
export function categoryOfFault({ effect }: FaultRow, readOnly: boolean): ErrorCategory | undefined {
  if (effect === 'success') return undefined;
  if ('category' in effect) return effect.category;
  return 'broken' in effect ? categoryOfBreak({ kind: effect.broken, sent: true }, readOnly) : categoryOfStatus(effect.status);
}

/** `fault:delay=MS` */
export const faultUsage = ({ name, argument }: FaultRow): string => `fault:${name}${argument ? `=${argument.unit}` : ''}`;

/** Reads `fault:delay=1500`. Undefined if the table has no such name, or if the number is out of its range. */
export function parseFault(text: string): Fault | undefined {
  const [, name, digits] = /^fault:([a-z0-9-]+?)(?:[=:]([+-]?\d{1,10}))?$/.exec(text) ?? [];
  const row: FaultRow | undefined = faultTable.find((candidate) => candidate.name === name);
  if (!row || (digits !== undefined && !row.argument)) return undefined;
  const argument = digits === undefined ? (row.argument?.fallback ?? 0) : Number(digits);
  if (row.argument && (argument < row.argument.least || argument > row.argument.most)) return undefined;
  return { name: row.name as FaultName, stage: row.stage, argument };
}

/**
 * True if a score below the threshold contradicts a success. It does not if the score itself decides, or if the vendor calls
 * such a score undecided.
 */
export const hasThreshold = ({ score, decision }: Judgement): boolean =>
  typeof score?.threshold === 'number' && score.below === undefined && decision.type !== 'Score';

/**
 * A signal whose value can contradict a success. One with documented bad values is preferred: another signal with a wrong value
 * may only make the answer unknown.
 */
export const contradictingSignal = (judgement: Judgement): Signal | undefined => {
  const witnesses = allWitnesses(judgement);
  return witnesses.find(({ results }) => results.length > 0) ?? witnesses[0];
};

/** True if the fault can be made in the fields of this action's result. */
export const fitsFields = (fault: FaultName, judgement: Judgement | undefined): judgement is Judgement =>
  judgement !== undefined && (fault !== 'contradiction' || hasThreshold(judgement) || contradictingSignal(judgement) !== undefined);

/** True if any answer of the action points to a file. */
const pointsToFiles = ({ output, types = {} }: Pick<Action, 'output' | 'types'>): boolean =>
  [...output, ...Object.values(types).flat()].some((field) => field.md5 !== undefined || elementOf(field.type) === 'FileInfo');

/** True if the vendor writes the object in Data as JSON text, next to a Code that is a number. */
const hasTextData = ({ output }: Pick<Action, 'output'>): boolean => output.some(({ name, type }) => name === 'Code' && type === 'Integer');

/** True if the fault can be made in an answer of this action. */
export function fitsFault({ name, stage }: Pick<Fault, 'name' | 'stage'>, action: Action): boolean {
  if (name === 'data-object') return hasTextData(action);
  if (stage === 'fields') return fitsFields(name, action.judgement);
  return stage !== 'file' || pointsToFiles(action);
}
