import type { CommandRow } from '../command-row.ts';
import type { Option } from '../commander.ts';
import { type GlobalFlag, globalFlags } from '../flags/global-flags.ts';
import { longNameOf } from '../flags/read-globals.ts';
import type { Section } from './layout.ts';

/** The global flags of every command, and of commands that call a service. */
const always = ['output', 'json', 'query', 'quiet'];
const forOneResult = ['output', 'query', 'raw'];
const calling = ['profile', 'region', 'endpoint', 'timeout', 'raw', 'verbose', 'sandbox', 'outcome', 'dry-run'];

/** The headings that a reader looks for first. */
const order: readonly string[] = ['Checks', 'Output', 'Sandbox', 'Where to', 'Sending'];

/** The help of a global flag, with its possible values. */
export const globalFlagRow = ({ flags, help, choices }: GlobalFlag): readonly [string, string] => [
  flags,
  choices ? `${help}: ${choices.join(', ')}` : help,
];

/** The global flags that make sense for a command, in their groups. */
function globalSections({ vendor, globals = [], replaces = [], printsLines, hasOneFormat }: CommandRow): Section[] {
  const usual = [...always, ...(vendor ? calling : []), ...globals];
  const named = printsLines || hasOneFormat ? usual.filter((name) => !forOneResult.includes(name)) : usual;
  const place = ({ group }: GlobalFlag): number => [...order, group].indexOf(group);
  const fitting = globalFlags
    .filter((flag) => named.includes(longNameOf(flag)) && !replaces.includes(`--${longNameOf(flag)}`))
    .toSorted((a, b) => place(a) - place(b));
  return [...new Set(fitting.map(({ group }) => group))].map((heading) => ({
    heading,
    rows: fitting.filter(({ group }) => group === heading).map(globalFlagRow),
  }));
}

const optionRow = ({ flags, description, defaultValue }: Option): readonly [string, string] => [
  flags,
  typeof defaultValue === 'string' ? `${description} (default ${defaultValue})` : description,
];

/** The command's own flags, under the headings that they name. */
function ownSections(row: CommandRow): Section[] {
  const options = (row.options?.() ?? []).filter(({ hidden }) => !hidden);
  const headings = [...new Set(options.map(({ helpGroupHeading = 'Flags' }) => helpGroupHeading))];
  return headings.map((heading) => ({
    heading,
    rows: options.filter(({ helpGroupHeading = 'Flags' }) => helpGroupHeading === heading).map(optionRow),
  }));
}

/** Joins sections with the same heading: first the command's own flags, then the global flags of that kind. */
function joined(sections: readonly Section[]): Section[] {
  const headings = [...new Set(sections.map(({ heading }) => heading))];
  return headings.map((heading) => {
    const rows = sections.filter((section) => section.heading === heading).flatMap((section) => section.rows ?? []);
    const flags = rows.map(([flag]) => flag);
    return { ...(heading === undefined ? {} : { heading }), rows: rows.filter(([flag], index) => flags.indexOf(flag) === index) };
  });
}

const usage = ({ words, args = [] }: CommandRow): string =>
  `Usage: idv ${[...words, ...args.map(({ name }) => name), '[flags]'].join(' ')}`;

const more = 'More help: idv help flags, exit-codes, verdicts, environment, config, sandbox.';

/** Everything about one command; `inner` are the commands below it. */
export function commandPage(row: CommandRow, inner: readonly CommandRow[]): Section[] {
  const { summary, args = [], examples = [], epilogue } = row;
  return [
    { text: [summary] },
    { text: [usage(row)] },
    { heading: 'Examples', commands: examples },
    { heading: 'Arguments', rows: args.map(({ name, help, fallback }) => [name, fallback ? `${help} (default ${fallback})` : help]) },
    commandList('Commands', inner),
    ...joined([...ownSections(row), ...globalSections(row)]),
    ...(epilogue
      ? [
          {
            text: epilogue()
              .split('\n')
              .filter((line) => line.trim() !== ''),
          },
        ]
      : []),
    { text: [more] },
  ];
}

/** Commands with the words that are typed, and what they do. */
const commandList = (heading: string, rows: readonly CommandRow[]): Section => ({
  heading,
  rows: rows.map(({ words, summary }) => [words.join(' '), summary]),
});

/** The page of a first word that is not a command itself. */
export function groupPage(word: string, description: string, rows: readonly CommandRow[]): Section[] {
  const examples = rows.flatMap(({ examples: [first] = [] }) => first ?? []);
  const others = rows.flatMap(({ examples: [, ...rest] = [] }) => rest);
  return [
    { text: [description] },
    { text: [`Usage: idv ${word} <command> [flags]`] },
    { heading: 'Examples', commands: [...examples, ...others].slice(0, 2) },
    commandList('Commands', rows),
    { text: [`idv help ${word} <command> shows the flags of a command. ${more}`] },
  ];
}
