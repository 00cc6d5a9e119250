import type { ErrorCategory, Verdict } from '../../core/exit.ts';

export interface FaultRow {
  name: string;
  /** Which part goes wrong: the call's admission, the members of the result, a file that it points to, or the HTTP answer. */
  stage: 'call' | 'fields' | 'file' | 'reply';
  /** A number behind `=` (or `:`, which a mark in media can hold too). */
  argument?: { unit: string; fallback: number; least: number; most: number };
  /** What idv makes of it. */
  effect: { verdict: Verdict } | { category: ErrorCategory };
  meaning: string;
}

const unreadable = { category: 'unreadable' } as const;
const network = { category: 'network' } as const;
const pass = { verdict: 'pass' } as const;

/** Everything that can go wrong apart from what the vendor documents. Each is chosen as `fault:NAME`. */
export const faultTable = [
  {
    name: 'delay',
    stage: 'reply',
    argument: { unit: 'MS', fallback: 1000, least: 0, most: 600_000 },
    effect: pass,
    meaning: 'success, so many milliseconds late: 31 if --timeout is shorter',
  },
  { name: 'reset', stage: 'reply', effect: network, meaning: 'the connection is reset before the answer' },
  { name: 'reset-amid', stage: 'reply', effect: network, meaning: 'the connection is reset halfway through the answer' },
  { name: 'truncated', stage: 'reply', effect: unreadable, meaning: 'a whole HTTP answer with half of the JSON' },
  { name: 'not-json', stage: 'reply', effect: unreadable, meaning: 'text that says it is JSON' },
  { name: 'html', stage: 'reply', effect: unreadable, meaning: 'a page of HTML, as from a captive portal' },
  {
    name: 'wrong-content-type',
    stage: 'reply',
    effect: pass,
    meaning: 'success, its JSON called XML or the reverse: the body counts',
  },
  { name: 'doctype', stage: 'reply', effect: unreadable, meaning: 'XML that names a document of elsewhere' },
  { name: 'entity-bomb', stage: 'reply', effect: unreadable, meaning: 'XML of a few lines that stands for gigabytes' },
  { name: 'http-500', stage: 'reply', effect: unreadable, meaning: 'HTTP 500 with a line of text, as from a proxy' },
  { name: 'http-503', stage: 'reply', effect: unreadable, meaning: 'HTTP 503 with a line of text and Retry-After' },
  { name: 'huge', stage: 'reply', effect: unreadable, meaning: 'an answer of 200 MB' },
  {
    name: 'throttle',
    stage: 'call',
    argument: { unit: 'N', fallback: 1, least: 1, most: 1000 },
    effect: pass,
    meaning: 'N throttled answers, then success',
  },
  {
    name: 'date',
    stage: 'call',
    argument: { unit: 'SECONDS', fallback: 1200, least: -3_000_000_000, most: 3_000_000_000 },
    effect: pass,
    meaning: 'a service whose clock is off by so many seconds: it refuses until signed by its own Date',
  },
  { name: 'null', stage: 'fields', effect: unreadable, meaning: 'success whose deciding member is null' },
  { name: 'absent', stage: 'fields', effect: unreadable, meaning: 'success without its deciding member' },
  { name: 'unknown-result', stage: 'fields', effect: unreadable, meaning: 'a result that no table knows' },
  { name: 'wrong-type', stage: 'fields', effect: unreadable, meaning: 'success whose deciding member is true, not its documented type' },
  {
    name: 'contradiction',
    stage: 'fields',
    effect: unreadable,
    meaning: 'success with a score far below the vendor’s own bar, or another member against it',
  },
  { name: 'file-truncated', stage: 'file', effect: unreadable, meaning: 'success whose files are cut off: seen with --save-dir' },
  {
    name: 'file-wrong-md5',
    stage: 'file',
    effect: unreadable,
    meaning: 'success whose files are not what their MD5 says: seen with --save-dir',
  },
  { name: 'file-403', stage: 'file', effect: { category: 'failed' }, meaning: 'success whose files answer HTTP 403: seen with --save-dir' },
] as const satisfies readonly FaultRow[];

export type FaultName = (typeof faultTable)[number]['name'];

export interface Fault {
  name: FaultName;
  stage: FaultRow['stage'];
  /** 0 where the fault takes none. */
  argument: number;
}

/** `fault:delay=MS` */
export const faultUsage = ({ name, argument }: FaultRow): string => `fault:${name}${argument ? `=${argument.unit}` : ''}`;

/** Reads `fault:delay=1500`; undefined where the name or its number is not one of the table. */
export function parseFault(text: string): Fault | undefined {
  const [, name, digits] = /^fault:([a-z0-9-]+?)(?:[=:]([+-]?\d{1,10}))?$/.exec(text) ?? [];
  const row: FaultRow | undefined = faultTable.find((candidate) => candidate.name === name);
  if (!row || (digits !== undefined && !row.argument)) return undefined;
  const argument = digits === undefined ? (row.argument?.fallback ?? 0) : Number(digits);
  if (row.argument && (argument < row.argument.least || argument > row.argument.most)) return undefined;
  return { name: row.name as FaultName, stage: row.stage, argument };
}
