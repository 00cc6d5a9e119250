import { commandGroups } from '../command-groups.ts';
import type { CommandRow } from '../command-row.ts';
import { commandPage, groupPage } from './command-page.ts';
import type { Section } from './layout.ts';
import { rootPage } from './root-page.ts';
import { topicNames } from './topic-names.ts';

const isBelow = ({ words }: CommandRow, above: readonly string[]): boolean => above.every((word, index) => words[index] === word);

/** The page of a command or group, or the main page; undefined if the words name none. */
export function sectionsOf(words: readonly string[], rows: readonly CommandRow[]): Section[] | undefined {
  if (words.length === 0) return rootPage(rows);
  const below = rows.filter((row) => isBelow(row, words));
  const row = below.find((each) => each.words.length === words.length);
  const [word = ''] = words;
  if (row) {
    const inner = below.filter((each) => each !== row);
    return commandPage(row, inner);
  }
  return words.length === 1 && below.length > 0 ? groupPage(word, commandGroups[word] ?? word, below) : undefined;
}

const isTopic = (word: string): word is (typeof topicNames)[number] => topicNames.some((name) => name === word);

/** What `idv help` shows: the page of a command or of a topic; if a word is both, one after the other. Undefined for any other word. */
export async function helpSections(words: readonly string[], rows: readonly CommandRow[]): Promise<readonly Section[] | undefined> {
  const [word = ''] = words;
  const command = sectionsOf(words, rows);
  if (words.length !== 1 || !isTopic(word)) return command;
  const { topics } = await import('./topics.ts');
  return [...(command ?? []), ...topics[word]()];
}

/** Every page, with the name of its file in dist/help/, where bin/idv.js finds it. */
export async function allPages(rows: readonly CommandRow[]): Promise<{ name: string; sections: readonly Section[] }[]> {
  const begun = rows.flatMap(({ words }) => words.map((_, index) => words.slice(0, index + 1)));
  const unique = [...new Map([[], ...begun].map((words) => [words.join(' '), words])).values()];
  const commands = unique.map((words) => ({ name: ['idv', ...words].join('.'), sections: sectionsOf(words, rows) ?? [] }));
  const topics = topicNames.map(async (word) => ({ name: `topic.${word}`, sections: (await helpSections([word], rows)) ?? [] }));
  return [...commands.filter(({ sections }) => sections.length > 0), ...(await Promise.all(topics))];
}
