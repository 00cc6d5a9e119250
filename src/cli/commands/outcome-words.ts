import type { CodePlace } from '../../app/result/code-places.ts';
import type { Synonym } from '../../app/result/explain.ts';
import { ownVendor } from '../../app/result/own/own-places.ts';
import { exitCodeOfCategory, exitCodeOfVerdict } from '../../core/exit.ts';
import { categoryOfFault, type FaultRow, faultTable, faultUsage, parseFault } from '../../sandbox/outcomes/faults.ts';
import { codesOfAlias, outcomeAliases } from '../../sandbox/outcomes/outcome.ts';

const place = (
  code: string,
  codeMeaning: Pick<CodePlace['codeMeaning'], 'meaning' | 'hint'> & Partial<CodePlace['codeMeaning']>,
): CodePlace => ({
  code,
  vendor: ownVendor,
  member: '--outcome',
  codeMeaning: { actor: 'you', billed: null, ...codeMeaning },
});

/** A friendly name of an outcome, and the codes that it may stand for. */
function aliasWord(name: string): Synonym {
  const { codes, verdict } = codesOfAlias(name);
  const ending = verdict === undefined ? {} : { verdict, exitCode: exitCodeOfVerdict(verdict) };
  const [first, ...others] = codes;
  const answer =
    first === undefined
      ? `an answer with the verdict ${verdict}`
      : others.length === 0
        ? first
        : `the first of ${codes.join(', ')} that the action has`;
  const meaning = `an outcome of the sandbox: ${answer}`;
  return { place: place(name, { meaning, ...ending, hint: 'choose it with --sandbox --outcome; no service returns this word' }), codes };
}

/** How a call with this fault ends. If that depends on whether the call only reads, there is no single exit code. */
function faultEnding(row: FaultRow): { codeMeaning: Partial<CodePlace['codeMeaning']>; words: string } {
  const [paid, read] = [false, true].map((readOnly) => categoryOfFault(row, readOnly));
  if (paid === undefined || read === undefined) return { codeMeaning: { verdict: 'pass', exitCode: exitCodeOfVerdict('pass') }, words: '' };
  if (paid === read) return { codeMeaning: { category: paid, exitCode: exitCodeOfCategory(paid) }, words: '' };
  const [billed, free] = [paid, read].map(exitCodeOfCategory);
  return { codeMeaning: {}, words: `; exit ${billed} for a call that may be billed, ${free} for one that only reads` };
}

function faultWord(row: FaultRow, code: string): Synonym {
  const { codeMeaning, words } = faultEnding(row);
  const hint = `choose it with --sandbox --outcome ${faultUsage(row)}, to see how your script handles it`;
  const meaning = `a fault that the sandbox can make: ${row.meaning}${words}`;
  return { place: place(code, { meaning, ...codeMeaning, hint }), codes: [] };
}

/** True for the name of the fault, with a number, or written as in the list of outcomes: `fault:delay=MS`. */
const isFault = (query: string, row: FaultRow): boolean =>
  parseFault(query.toLowerCase())?.name === row.name || query.toLowerCase() === faultUsage(row).toLowerCase();

/** The words that --outcome accepts in addition to the vendors' codes. `query` is explained with the user's spelling. */
export function outcomeWords(query: string): Synonym[] {
  const errorCode = /^error:(.+)$/i.exec(query)?.[1];
  return [
    ...Object.keys(outcomeAliases).map(aliasWord),
    ...faultTable.map((row: FaultRow) => faultWord(row, isFault(query, row) ? query : `fault:${row.name}`)),
    ...(errorCode === undefined
      ? []
      : [
          {
            place: place(query, {
              meaning: `an outcome of the sandbox: ${errorCode} as an error answer`,
              hint: 'choose it with --sandbox --outcome',
            }),
            codes: [errorCode],
          },
        ]),
  ];
}
