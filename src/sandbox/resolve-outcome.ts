import { IdvError } from '../core/errors.ts';
import { near } from '../core/text/suggest.ts';
import { allActions } from '../providers/catalogue.ts';
import { providers } from '../providers/registry.ts';
import { outcomeAliases } from './aliases.ts';
import { codesOf } from './code-place.ts';
import { faultTable, faultUsage, parseFault } from './faults.ts';
import { type Outcome, success } from './outcome.ts';

async function knownCodes(): Promise<string[]> {
  const tables = await Promise.all(providers.map((provider) => provider.loadCodes()));
  const declared = allActions.flatMap((action) => codesOf(action, {}));
  return [...new Set([...tables.flatMap((table) => Object.keys(table)), ...declared])];
}

const sameWord = (wanted: string) => (candidate: string) => candidate.toLowerCase() === wanted.toLowerCase();

function unknownOutcome(name: string, codes: readonly string[]): IdvError {
  const close = near(name, [...Object.keys(outcomeAliases), ...faultTable.map(faultUsage), success.name, ...codes]);
  const list = 'idv sandbox outcomes lists every name';
  return new IdvError('usage', `the sandbox has no outcome '${name.slice(0, 80)}'`, {
    code: 'unknown-outcome',
    hint: close.length > 0 ? `did you mean ${close.join(' or ')}? ${list}` : list,
  });
}

/**
 * Reads the name of an outcome: `Success`, an alias, a vendor's code, `error:CODE` or `fault:NAME[=N]`, in any letter case.
 * Throws IdvError `usage` with the nearest names where there is none such.
 */
export async function resolveOutcome(name: string): Promise<Outcome> {
  if (sameWord(success.name)(name)) return success;
  const alias = Object.keys(outcomeAliases).find(sameWord(name));
  if (alias) return { name: alias, kind: 'codes', codes: [], ...outcomeAliases[alias], asError: false };
  const fault = parseFault(name.toLowerCase());
  if (fault) return { name, kind: 'fault', fault };
  const codes = await knownCodes();
  const asError = /^error:/i.test(name);
  const wanted = asError ? name.slice('error:'.length) : name;
  // The vendor has two spellings of some codes that differ in letter case alone.
  const code = codes.includes(wanted) ? wanted : codes.find(sameWord(wanted));
  if (code === undefined) throw unknownOutcome(name, codes);
  return { name: asError ? `error:${code}` : code, kind: 'codes', codes: [code], asError };
}
