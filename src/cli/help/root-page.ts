import { declaredVendors } from '../../vendors/catalogue.ts';
import { commandGroups } from '../command-groups.ts';
import type { CommandRow } from '../command-row.ts';
import type { Section } from './layout.ts';

/** The purpose of the commands that are not actions, by their first words. Commands that are not listed here come last. */
const tasks: readonly { heading: string; first: readonly string[] }[] = [
  { heading: 'Many calls, and evaluation', first: ['batch', 'worker', 'eval'] },
  { heading: 'Look things up, and call anything', first: ['actions', 'explain', 'schema', 'call'] },
  { heading: 'Try it without an account', first: ['sandbox'] },
  { heading: 'When something is wrong', first: ['doctor', 'sign'] },
];

const setUp = 'Set up';

/** A command with its summary; a group with the words of its commands. */
function groupRow(word: string, rows: readonly CommandRow[]): readonly [string, string] {
  const [first] = rows;
  if (first && rows.length === 1) return [first.words.join(' '), first.summary];
  const below = rows.flatMap(({ words: [, second] }) => second ?? []).join(', ');
  const own = rows.find(({ words }) => words.length === 1);
  return [word, own ? `${own.summary} (also: ${below})` : `${commandGroups[word] ?? word}: ${below}`];
}

function rowsOf(rows: readonly CommandRow[]): NonNullable<Section['rows']> {
  const firsts = [...new Set(rows.map(({ words: [first = ''] }) => first))];
  return firsts.map((first) =>
    groupRow(
      first,
      rows.filter(({ words }) => words[0] === first),
    ),
  );
}

/** The main page: commands by vendor and by task. */
export function rootPage(rows: readonly CommandRow[]): Section[] {
  const titles = declaredVendors.map(({ title }) => title).join(' and ');
  const vendorsWords = declaredVendors.map(({ title, actions }) => ({ title, first: new Set(actions.map(({ command }) => command[0])) }));
  const actionWords = new Set(vendorsWords.flatMap(({ first }) => [...first]));
  const inTasks = tasks.flatMap(({ first }) => first);
  const under = (heading: string, fits: (first: string) => boolean): Section => ({
    heading,
    rows: rowsOf(rows.filter(({ words: [first = ''] }) => fits(first))),
  });
  return [
    { text: [`Check people against photos, clips and documents, with ${titles}. Exit 0 means passed.`] },
    { text: ['Usage: idv <command> [flags]'] },
    {
      heading: 'Examples',
      commands: [
        'idv compare --image portrait.jpg --video selfie.mp4 --sandbox',
        'idv vision compare --image-a a.jpg --image-b b.jpg --sandbox',
      ],
    },
    ...vendorsWords.map(({ title, first: own }) => under(`Check a person with ${title}`, (first) => own.has(first))),
    ...tasks.map(({ heading, first: own }) => under(heading, (first) => own.includes(first))),
    under(setUp, (first) => !actionWords.has(first) && !inTasks.includes(first)),
    {
      heading: 'Flags',
      rows: [
        ['-h, --help', 'help for a command'],
        ['-V, --version', 'print the version'],
      ],
    },
    {
      text: [
        'Help on a command: idv help <command>. On other topics: idv help flags, exit-codes, verdicts, environment, config, hosts, sandbox.',
      ],
    },
  ];
}
