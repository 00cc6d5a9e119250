import { IdvError } from '../../core/errors.ts';
import { suggestions } from '../../core/text/suggest.ts';
import { allActions } from '../../vendors/catalogue.ts';
import { vendors } from '../../vendors/registry.ts';
import { codesOfAction } from './code-location.ts';
import { faultTable, faultUsage, parseFault } from './faults.ts';
import { aliasOutcome, codeOutcome, outcomeAliases, type SandboxOutcome, success } from './outcome.ts';

async function knownCodes(): Promise<string[]> {
  const tables = await Promise.all(vendors.map((vendor) => vendor.loadCodes()));
  const declared = allActions.flatMap((action) => codesOfAction(action, {}));
  return [...new Set([...tables.flatMap((table) => Object.keys(table)), ...declared])];
}

const sameWord = (wanted: string) => (candidate: string) => candidate.toLowerCase() === wanted.toLowerCase();

function unknownOutcome(name: string, codes: readonly string[]): IdvError {
  const close = suggestions(name, [...Object.keys(outcomeAliases), ...faultTable.map(faultUsage), success.name, ...codes]);
  const list = 'idv sandbox outcomes lists every name';
  return new IdvError('usage', `the sandbox has no outcome '${name.slice(0, 80)}'`, {
    code: 'unknown-outcome',
    hint: close.length > 0 ? `did you mean ${close.join(' or ')}? ${list}` : list,
  });
}

/**
 * Reads the name of an outcome: `Success`, an alias, a vendor's code, `error:CODE` or `fault:NAME[=N]`, in any letter case.
 * Throws IdvError `usage` with the closest names if there is no such outcome.
 */
export async function resolveOutcome(name: string): Promise<SandboxOutcome> {
  if (sameWord(success.name)(name)) return success;
  const alias = Object.keys(outcomeAliases).find(sameWord(name));
  if (alias) return aliasOutcome(alias);
  const fault = parseFault(name.toLowerCase());
  if (fault) return { name, kind: 'fault', fault };
  const codes = await knownCodes();
  const asError = /^error:/i.test(name);
  const wanted = asError ? name.slice('error:'.length) : name;
  // Tencent Cloud spells some codes in two ways, which differ only in letter case.
  const code = codes.includes(wanted) ? wanted : codes.find(sameWord(wanted));
  if (code === undefined) throw unknownOutcome(name, codes);
  return codeOutcome(code, asError);
}
