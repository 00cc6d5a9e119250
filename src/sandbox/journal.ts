import type { Action } from '../core/declare/action.ts';
import { thresholdOf } from '../core/judge/score.ts';
import { saidBy, typedValue } from '../core/judge/signal.ts';
import { readPath } from '../core/path.ts';
import { shortName } from './show-params.ts';
import type { Seen } from './vendor.ts';

/** One request as the journal shows it: no key, no face, no personal data. */
export interface JournalEntry extends Seen {
  time: string;
  provider: string;
  method: string;
  params: Readonly<Record<string, unknown>>;
  bodyBytes: number;
  /** The outcome that answered; absent where a check refused the request before. */
  outcome?: string;
  /** The code of the answer: an error's, or the result's own. */
  code: string;
  requestId: string;
}

export interface Journal {
  add(entry: JournalEntry): void;
  entries(): readonly JournalEntry[];
  /** Returns how many there were. */
  clear(): number;
}

const longestJournal = 200;

export function createJournal(): Journal {
  let entries: JournalEntry[] = [];
  return {
    add: (entry) => {
      entries = [...entries.slice(1 - longestJournal), entry];
    },
    entries: () => entries,
    clear: () => {
      const { length } = entries;
      entries = [];
      return length;
    },
  };
}

/** What a request calls itself, as far as that may be a name. Of an Authorization the vendor has kept what may be shown. */
export const showNames = ({ action, version, region, id, authorization }: Seen): Seen => ({
  action: action && shortName(action),
  version: version && shortName(version),
  region: region && shortName(region),
  id: id && shortName(id),
  authorization,
});

/** The code of a result: what its deciding member says, of a score on which side of the vendor's bar it is. */
export function codeOfResult({ judgement }: Pick<Action, 'judgement'>, fields: Readonly<Record<string, unknown>>): string | undefined {
  if (!judgement) return 'Success';
  const { decision } = judgement;
  const value = typedValue(decision, fields);
  const said = value === undefined ? readPath(fields, decision.path) : saidBy(decision, value, thresholdOf(judgement, fields, undefined));
  return said === undefined || said === null ? undefined : String(said);
}
