import type { Action } from '../../core/declare/action.ts';
import { IdvError } from '../../core/errors.ts';
import { suggestions } from '../../core/text/suggest.ts';
import { type CodeMeaning, type CodePlace, placesOfCodes, type Vocabulary } from './code-places.ts';
import { ownPlaces } from './own/own-places.ts';

/** A word that can be used in place of codes, with its explanation and these codes. The codes are explained after it. */
export interface Synonym {
  place: CodePlace;
  codes: readonly string[];
}

/** One meaning of a code, in one or several places. */
export interface PlacedMeaning extends CodeMeaning {
  code: string;
  /** The vendor's name; `idv` for a word of idv itself. */
  provider: string;
  /** The actions and members that have the code, such as `GetFaceIdResultIntl.Result`; empty for a code that means the same everywhere. */
  where: string[];
}

const whereOf = ({ action, member }: CodePlace): string[] => {
  const where = [action, member].filter((part) => part !== undefined).join('.');
  return where === '' ? [] : [where];
};

/** Joins meanings that differ only in their place. */
function merged(places: readonly CodePlace[]): PlacedMeaning[] {
  const byMeaning = new Map<string, PlacedMeaning>();
  for (const place of places) {
    const { code, vendor, codeMeaning } = place;
    const key = JSON.stringify([code, vendor, codeMeaning]);
    const known = byMeaning.get(key);
    if (known) known.where = [...new Set([...known.where, ...whereOf(place)])];
    else byMeaning.set(key, { code, provider: vendor, where: whereOf(place), ...codeMeaning });
  }
  return [...byMeaning.values()];
}

/** The word and its codes; nothing if none of its codes exist. */
function placesOfSynonym({ place, codes }: Synonym, places: readonly CodePlace[]): CodePlace[] {
  const meant = codes.flatMap((code) => places.filter(matches(code)));
  return codes.length > 0 && meant.length === 0 ? [] : [place, ...meant];
}

/** Tells whether a place fits a query: `1004`, `Result=1004` as idv writes it in a reason, or `LivenessInfoTag` for all values of it. */
function matches(query: string): (place: CodePlace) => boolean {
  const mark = query.lastIndexOf('=');
  const code = query.slice(mark + 1);
  const isMember = (wanted: string, member = ''): boolean => member === wanted || member.endsWith(`.${wanted}`);
  if (mark > 0) return (place) => place.code === code && isMember(query.slice(0, mark), place.member);
  return (place) => place.code === query || isMember(query, place.member);
}

const foldedEnd = (code: string): string => code.slice(code.lastIndexOf('.') + 1).toLowerCase();

/** The places that fit a query. If there are none, those whose code, or its last part, is the query in any case: `signaturefailure`. */
function placesOf(query: string, places: readonly CodePlace[]): CodePlace[] {
  const exact = places.filter(matches(query));
  if (exact.length > 0) return exact;
  const wanted = query.toLowerCase();
  return places.filter(({ code }) => Number.isNaN(Number(code)) && (code.toLowerCase() === wanted || foldedEnd(code) === wanted));
}

/** The places in an action. The action's own meaning of a code takes precedence over the general one. */
function within({ name, vendor }: Action, places: readonly CodePlace[]): CodePlace[] {
  const own = places.filter(({ action }) => action === name);
  return own.length > 0 ? own : places.filter((place) => place.action === undefined && place.vendor === vendor);
}

function elsewhere(query: string, { name }: Action, places: readonly CodePlace[]): IdvError {
  const others = [...new Set(places.map(({ action, vendor }) => action ?? vendor))];
  const hint = `it is a code of ${others.join(', ')}: name one of these with --action, or leave --action out`;
  return new IdvError('usage', `'${query}' is not a code of ${name}`, { code: 'unknown-code', hint });
}

function unknown(query: string, places: readonly CodePlace[]): IdvError {
  const known = places.flatMap(({ code, member }) => [code, ...(member === undefined ? [] : [member])]);
  // A similar short number is a different code, not a misspelling.
  const candidates = /^-?\d{1,2}$/.test(query) ? [] : suggestions(query, [...new Set(known)]);
  const hint =
    candidates.length > 0
      ? `did you mean ${candidates.join(', ')}?`
      : 'idv actions show NAME lists the codes of an action; idv help exit-codes has those of idv';
  return new IdvError('usage', `'${query}' is neither a code of the vendors nor of idv`, { code: 'unknown-code', hint });
}

/**
 * Explains a code or a word of idv, with one entry for each different meaning. `actionName` limits it to one action. `more` are words of
 * idv that few commands use; `synonyms` are words that stand for codes. Throws IdvError `usage` for an unknown code. Its hint names similar
 * codes, or the actions that have the code.
 */
export function explainCode(
  query: string,
  vocabularies: readonly Vocabulary[],
  actions: readonly Action[],
  actionName: string | undefined,
  { more = [], synonyms = [] }: { more?: readonly CodePlace[]; synonyms?: readonly Synonym[] } = {},
): PlacedMeaning[] {
  if (query.trim() === '')
    throw new IdvError('usage', 'the code is empty', { code: 'invalid-usage', hint: 'give the code of an answer or of an error' });
  const action = actionName === undefined ? undefined : actions.find(({ name }) => name.toLowerCase() === actionName.toLowerCase());
  if (actionName !== undefined && !action) {
    throw new IdvError('usage', `there is no action '${actionName}'`, { code: 'unknown-action', hint: 'idv actions lists them' });
  }
  const places = [...placesOfCodes(vocabularies, actions), ...ownPlaces, ...more];
  const synonym = synonyms.find(({ place: { code } }) => code.toLowerCase() === query.toLowerCase());
  const matching = synonym ? [...places.filter(matches(query)), ...placesOfSynonym(synonym, places)] : placesOf(query, places);
  if (matching.length === 0) throw unknown(query, [...places, ...synonyms.map(({ place }) => place)]);
  const found = action ? within(action, matching) : matching;
  if (action && found.length === 0) throw elsewhere(query, action, matching);
  return merged(found.toSorted((a, b) => Number(a.code) - Number(b.code) || 0));
}
