// Writes measured figures into docs/performance.md: it replaces the chapter between `<!-- NAME -->` and `<!-- end of NAME -->`.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const page = join(import.meta.dirname, '../../docs/performance.md');

/** The text with the lines of the chapter replaced; throws if there is no chapter of this name. */
export function withChapter(text, name, lines) {
  const [before, rest] = text.split(`<!-- ${name} -->\n`);
  const end = `<!-- end of ${name} -->`;
  if (rest === undefined || !rest.includes(end)) throw new Error(`docs/performance.md has no place for ${name}`);
  return `${before}<!-- ${name} -->\n\n${lines.join('\n')}\n\n${end}${rest.slice(rest.indexOf(end) + end.length)}`;
}

export const writeChapter = async (name, lines) => writeFile(page, withChapter(await readFile(page, 'utf8'), name, lines));
