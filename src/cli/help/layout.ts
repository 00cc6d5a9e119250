import type { Painter } from '../show/format.ts';

/** A part of a page: a heading with paragraphs, names with meanings, or command lines. */
export interface Section {
  heading?: string;
  text?: readonly string[];
  rows?: readonly (readonly [name: string, meaning: string])[];
  commands?: readonly string[];
  /** Lines of a file, unchanged, because their blanks have a meaning. */
  verbatim?: readonly string[];
  /** Most names are long, so they get a column; otherwise each would need its own line. */
  isWide?: true;
}

const longestName = 28;
/** Below this width, a meaning next to its name would be a column of single words. */
const narrow = 60;

/** Lines of at most `width` characters; a longer word gets its own line, and is never broken. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

const indented = (lines: readonly string[], indent: number): string[] => lines.map((line) => `${' '.repeat(indent)}${line}`.trimEnd());

/** Names in one column and meanings in the next; if there is no room, a meaning is below its name. */
function rowLines({ rows = [], isWide }: Section, width: number): string[] {
  const longest = isWide ? width * 0.6 : longestName;
  const column = 4 + Math.max(0, ...rows.map(([name]) => name.length).filter((length) => length <= longest));
  return rows.flatMap(([name, meaning]) => {
    if (width < narrow) return [...indented(wrapped(name, width - 2), 2), ...indented(wrapped(meaning, width - 6), 6)];
    const [first = '', ...rest] = indented(wrapped(meaning, width - column), column);
    return name.length > longest ? [`  ${name}`, first, ...rest] : [`  ${name}`.padEnd(column) + first.slice(column), ...rest];
  });
}

/** The words of a command; a flag stays with its value if both fit on a line. Quoted words are not split. */
function units(command: string, width: number): string[] {
  const found: string[] = [];
  for (const word of command.match(/(?:'[^']*'|"[^"]*"|\S)+/g) ?? []) {
    const flag = found.at(-1) ?? '';
    const flagWithValue = `${flag} ${word}`;
    const isValue = /^--?[a-z][^ ]*$/.test(flag) && !word.startsWith('-') && flagWithValue.length <= width;
    if (isValue) found[found.length - 1] = flagWithValue;
    else found.push(word);
  }
  return found;
}

/** Splits a command into lines that a shell joins again: each line except the last ends with a backslash. */
export function commandLines(command: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  const all = units(command, width - 4);
  for (const [index, unit] of all.entries()) {
    const room = width - (index === all.length - 1 ? 0 : 2);
    if (line !== '' && `${line} ${unit}`.length > room) {
      lines.push(`${line} \\`);
      line = `  ${unit}`;
    } else line = line === '' ? unit : `${line} ${unit}`;
  }
  return [...lines, line];
}

function sectionLines(section: Section, width: number, paint: Painter): string[] {
  const { heading, text = [], commands = [], verbatim = [] } = section;
  const indent = heading === undefined ? 0 : 2;
  return [
    ...(heading === undefined ? [] : wrapped(heading, width).map((line) => paint.bold(line))),
    ...text.flatMap((paragraph) => indented(wrapped(paragraph, width - indent), indent)),
    ...indented(verbatim, indent),
    ...rowLines(section, width),
    ...commands.flatMap((command) => indented(commandLines(command, width - 2), 2)),
  ];
}

/** The sections one under the other, empty ones left out. */
export const layOut = (sections: readonly Section[], width: number, paint: Painter): string =>
  sections
    .filter(({ text = [], rows = [], commands = [], verbatim = [] }) => text.length + rows.length + commands.length + verbatim.length > 0)
    .map((section) => `${sectionLines(section, width, paint).join('\n')}\n`)
    .join('\n');
