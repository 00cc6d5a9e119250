import type { CommandRow } from '../src/cli/command-row.ts';
import { commandPage } from '../src/cli/help/command-page.ts';
import { type Section, wrapped } from '../src/cli/help/layout.ts';
import { rootPage } from '../src/cli/help/root-page.ts';
import { topicNames } from '../src/cli/help/topic-names.ts';
import { topics } from '../src/cli/help/topics.ts';
import { allRows } from '../src/cli/program.ts';

/** The date when these texts were last revised; a manual page has to contain it. */
const revised = 'November 28, 2026';

const characters: Readonly<Record<string, string>> = { '\\': '\\e', '’': '\\(cq', '‘': '\\(oq', '…': '...', '–': '\\(en', '—': '\\(em' };

/** Text for roff: characters with a meaning in roff are escaped, and every sentence is on its own line. */
const escaped = (text: string): string => text.replace(/[\\’‘…–—]/g, (char) => characters[char] ?? char).replace(/^([.'])/gm, '\\&$1');

const paragraph = (text: string): string =>
  text
    .split(/(?<=\.) (?=[A-Z-])/)
    .flatMap((sentence) => wrapped(escaped(sentence), 76))
    .join('\n')
    .replace(/^([.'])/gm, '\\&$1');

/** An argument of a macro, quoted so that it is one word and not a macro itself. */
const argument = (text: string): string => `"${escaped(text).replaceAll('"', '\\(dq')}"`;

function sectionText({ text = [], rows = [], commands = [], verbatim = [] }: Section): string[] {
  const paragraphs = text.flatMap((each, index) => [...(index > 0 ? ['.Pp'] : []), paragraph(each)]);
  const list =
    rows.length === 0
      ? []
      : ['.Bl -tag -width Ds', ...rows.flatMap(([name, meaning]) => [`.It ${argument(name)}`, paragraph(meaning)]), '.El'];
  const lines = [...verbatim, ...commands];
  const code = lines.length === 0 ? [] : ['.Bd -literal -offset indent', ...lines.map(escaped), '.Ed'];
  return [...paragraphs, ...list, ...code];
}

/** A section without a heading continues the one before. */
const subsections = (sections: readonly Section[]): string[] =>
  sections
    .filter(({ text = [], rows = [], commands = [], verbatim = [] }) => text.length + rows.length + commands.length + verbatim.length > 0)
    .flatMap((section) => [section.heading === undefined ? '.Pp' : `.Ss ${section.heading}`, ...sectionText(section)]);

const head = (name: string, summary: string, synopsis: readonly string[]): string[] => [
  `.Dd ${revised}`,
  `.Dt ${name.toUpperCase()} 1`,
  '.Os',
  '.Sh NAME',
  `.Nm ${name}`,
  `.Nd ${escaped(summary).replace(/\.$/, '')}`,
  '.Sh SYNOPSIS',
  `.Nm ${synopsis[0]}`,
  ...(synopsis.length > 1
    ? [
        `.Ar ${synopsis
          .slice(1)
          .map((word) => argument(word))
          .join(' ')}`,
      ]
    : []),
];

/** As text and not as a macro, because a linter would look for the page on its own machine. */
const reference = (name: string): string => `${name}(1)`;

const isExample = ({ heading }: Section): boolean => heading === 'Examples';

function examplesOf(sections: readonly Section[]): string[] {
  const examples = sections.filter(isExample).flatMap((section) => sectionText(section));
  return examples.length === 0 ? [] : ['.Sh EXAMPLES', ...examples];
}

function commandManual(row: CommandRow, rows: readonly CommandRow[]): string {
  const name = ['idv', ...row.words].join('-');
  const inner = rows.filter((each) => each !== row && row.words.every((word, index) => each.words[index] === word));
  const [, , ...sections] = commandPage(row, inner);
  return [
    ...head(name, row.summary, ['idv', ...row.words, ...(row.args ?? []).map((arg) => arg.name), '[flags]']),
    '.Sh DESCRIPTION',
    `${paragraph(row.summary)}.`,
    ...subsections(sections.filter((section) => !isExample(section))),
    ...examplesOf(sections),
    '.Sh SEE ALSO',
    reference('idv'),
    '',
  ].join('\n');
}

function mainManual(rows: readonly CommandRow[]): string {
  const [summary, , ...sections] = rootPage(rows);
  const own = ['exit-codes', 'environment'] as const;
  const others = topicNames.filter((name) => name !== own[0] && name !== own[1]);
  return [
    ...head('idv', 'identity verification from a shell', ['idv', '<command>', '[flags]']),
    '.Sh DESCRIPTION',
    ...sectionText(summary ?? {}),
    ...subsections(sections.filter((section) => !isExample(section))),
    ...others.flatMap((name) => subsections(topics[name]().filter((section) => !isExample(section)))),
    '.Sh ENVIRONMENT',
    ...subsections(topics.environment().filter((section) => !isExample(section))).slice(1),
    '.Sh EXIT STATUS',
    ...subsections(topics['exit-codes']().filter((section) => !isExample(section))),
    ...examplesOf(sections),
    '.Sh SEE ALSO',
    ...rows.map(({ words }) => reference(['idv', ...words].join('-'))),
    '',
  ].join('\n');
}

/** A manual page for idv and for each of its commands, as `man` reads them. */
export function manPages(): { name: string; text: string }[] {
  const rows = allRows().toSorted((a, b) => (a.words.join('-') < b.words.join('-') ? -1 : 1));
  return [
    { name: 'idv.1', text: mainManual(rows) },
    ...rows.map((row) => ({ name: `${['idv', ...row.words].join('-')}.1`, text: commandManual(row, rows) })),
  ];
}
