import type { CommandRow } from '../command-row.ts';
import { globalFlags } from '../flags/global-flags.ts';
import { flagValues, type ProposedValues, type Sources, wordValues } from './flag-values.ts';

interface Flag {
  names: readonly string[];
  takesValue: boolean;
  help: string;
}

/** A candidate and, for shells that show it, its meaning. */
interface Candidate {
  value: string;
  help: string;
}

export interface Proposal {
  candidates: readonly Candidate[];
  /** Endings of files that also fit; `/` for folders; undefined if no file fits. */
  files?: readonly string[];
}

const namesIn = (flags: string): string[] => flags.split(/[ ,]+/).filter((word) => word.startsWith('-'));

const flagsOf = (row: CommandRow | undefined): Flag[] => [
  ...(row?.options?.() ?? []).map((option) => ({
    names: namesIn(option.flags),
    takesValue: option.required,
    help: option.hidden ? '' : option.description,
  })),
  ...globalFlags.map(({ flags, help }) => ({ names: namesIn(flags), takesValue: flags.includes('<'), help })),
  { names: ['-h', '--help'], takesValue: false, help: 'help for a command' },
];

const isBelow = ({ words }: CommandRow, above: readonly string[]): boolean => above.every((word, index) => words[index] === word);

/** The words of the command in the typed text, and their row. */
function commandIn(typed: readonly string[], rows: readonly CommandRow[]): { path: string[]; row: CommandRow | undefined } {
  const takesValue = new Set(globalFlags.filter(({ flags }) => flags.includes('<')).flatMap(({ flags }) => namesIn(flags)));
  const path: string[] = [];
  for (const [index, word] of typed.entries()) {
    if (word.startsWith('-') || takesValue.has(typed[index - 1] ?? '')) continue;
    if (!rows.some((row) => isBelow(row, [...path, word]))) break;
    path.push(word);
  }
  return { path, row: rows.find(({ words }) => words.length === path.length && isBelow({ words } as CommandRow, path)) };
}

const candidatesFor = (values: readonly string[], typed: string, before = ''): Candidate[] =>
  values.filter((value) => value.toLowerCase().startsWith(typed.toLowerCase())).map((value) => ({ value: `${before}${value}`, help: '' }));

const toProposal = (proposed: ProposedValues | undefined, typed: string, before = ''): Proposal => {
  if (!proposed) return { candidates: [] };
  return 'values' in proposed ? { candidates: candidatesFor(proposed.values, typed, before) } : { candidates: [], files: proposed.files };
};

/** What may come next. `typed` is everything after `idv`; its last entry is the word that is being typed. */
export async function propose(typed: readonly string[], rows: readonly CommandRow[], sources: Sources): Promise<Proposal> {
  const current = typed.at(-1) ?? '';
  const before = typed.slice(0, -1);
  const { path, row } = commandIn(before, rows);
  const flags = flagsOf(row);
  const [, given, part] = /^(--[^=]+)=(.*)$/s.exec(current) ?? [];
  if (given !== undefined) return toProposal(await flagValues(given, row, sources), part ?? '', `${given}=`);
  const last = flags.find(({ names, takesValue }) => takesValue && names.includes(before.at(-1) ?? ''));
  if (last) {
    for (const name of last.names) {
      const found = await flagValues(name, row, sources);
      if (found) return toProposal(found, current);
    }
    return { candidates: [] };
  }
  if (current.startsWith('-')) {
    const all = flags.flatMap(({ names, help }) => names.filter((name) => name.startsWith('--')).map((value) => ({ value, help })));
    const fitting = all.filter(({ value }, index) => value.startsWith(current) && all.findIndex((each) => each.value === value) === index);
    return { candidates: fitting };
  }
  const below = rows.filter((each) => each.words.length > path.length && isBelow(each, path));
  const next = new Map(
    below.toReversed().map(({ words, summary }) => [words[path.length] ?? '', words.length === path.length + 1 ? summary : '']),
  );
  const commands = [...next]
    .toReversed()
    .filter(([word]) => word.startsWith(current))
    .map(([value, help]) => ({ value, help }));
  const words = row ? toProposal(await wordValues(row, rows, sources), current) : { candidates: [] };
  return { ...words, candidates: [...commands, ...words.candidates] };
}
