import { IdvError } from '../../core/errors.ts';
import { suggest } from '../../core/text/suggest.ts';
import type { Runtime } from '../../runtime.ts';
import type { CommandRow } from '../command-row.ts';
import { helpSections, sectionsOf } from './page-sections.ts';
import { printPage } from './print-page.ts';
import { topicNames } from './topic-names.ts';

function unknownTopic(words: readonly string[], rows: readonly CommandRow[]): IdvError {
  const names = [...topicNames, ...rows.flatMap(({ words: all }) => [all.join(' '), all[0] ?? ''])];
  const meant = suggest(words.join(' '), names);
  return new IdvError('usage', `there is no help on '${words.join(' ').slice(0, 80)}'`, {
    code: 'unknown-topic',
    hint: meant === undefined ? 'see idv help' : `did you mean idv help ${meant}?`,
  });
}

/** Prints the page of a command or, for `idv help`, also of a topic. Throws IdvError `usage` if there is none. */
export async function printHelp(
  words: readonly string[],
  rows: readonly CommandRow[],
  runtime: Pick<Runtime, 'stdout' | 'env'>,
  colour: boolean,
  withTopics: boolean,
): Promise<void> {
  const sections = withTopics ? await helpSections(words, rows) : sectionsOf(words, rows);
  if (!sections) throw unknownTopic(words, rows);
  await printPage(sections, runtime, colour);
}
