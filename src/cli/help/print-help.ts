import { IdvError } from '../../core/errors.ts';
import { suggest } from '../../core/text/suggest.ts';
import type { Runtime } from '../../runtime.ts';
import { commandGroups } from '../command-groups.ts';
import type { CommandRow } from '../command-row.ts';
import { painter, wantsColour } from '../show/render.ts';
import { commandPage, groupPage } from './command-page.ts';
import { laidOut, type Section } from './layout.ts';
import { pageWidth } from './page-width.ts';
import { rootPage } from './root-page.ts';
import { topicNames } from './topic-names.ts';

const isTopic = (word: string): word is (typeof topicNames)[number] => topicNames.some((name) => name === word);

const isBelow = ({ words }: CommandRow, above: readonly string[]): boolean => above.every((word, index) => words[index] === word);

/** The page of a command, of a group, or the first one of all; undefined where the words name none. */
function commandSections(words: readonly string[], rows: readonly CommandRow[]): Section[] | undefined {
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

function unknownTopic(words: readonly string[], rows: readonly CommandRow[]): IdvError {
  const names = [...topicNames, ...rows.flatMap(({ words: all }) => [all.join(' '), all[0] ?? ''])];
  const meant = suggest(words.join(' '), names);
  return new IdvError('usage', `there is no help on '${words.join(' ').slice(0, 80)}'`, {
    code: 'unknown-topic',
    hint: meant === undefined ? 'see idv help' : `did you mean idv help ${meant}?`,
  });
}

/** Prints the page of a command or of a topic; of a word that is both, one after the other. Throws IdvError `usage` for any other. */
export async function printHelp(
  words: readonly string[],
  rows: readonly CommandRow[],
  runtime: Pick<Runtime, 'stdout' | 'env'>,
  colour: boolean,
  withTopics: boolean,
): Promise<void> {
  const [word = ''] = words;
  const topic = withTopics && words.length === 1 && isTopic(word) ? (await import('./topics.ts')).topics[word]() : undefined;
  const command = commandSections(words, rows);
  if (!topic && !command) throw unknownTopic(words, rows);
  const paint = await painter(wantsColour(runtime.stdout, runtime.env, colour));
  runtime.stdout.write(laidOut([...(command ?? []), ...(topic ?? [])], pageWidth(runtime), paint));
}
