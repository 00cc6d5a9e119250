// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what colours are made of
const colours = /\u001b\[[\d;]*m/g;
/** Letters that take two columns. */
const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g;

const lengthOf = (text: string): number => {
  const letters = text.replace(colours, '');
  return letters.length + (letters.match(wide)?.length ?? 0);
};

/** The indent of a continued line, if there is no room below its last column. */
const step = 4;
/** A narrower last column would be hard to read. */
const narrowest = 20;

/** The position at which the last column of a line begins: after the last gap of several blanks. Zero if there is only one column. */
function lastColumn(line: string): number {
  const last = [...line.matchAll(/\S {2,}(?=\S)/g)].at(-1);
  return last === undefined ? 0 : last.index + last[0].length;
}

/** Splits a line into lines of at most `columns` characters. A word is never broken, so a line with a very long word is longer. */
function fitLine(line: string, columns: number, deeper = step): string[] {
  if (lengthOf(line) <= columns) return [line];
  const start = lastColumn(line);
  const hangs = start > 0 && columns - lengthOf(line.slice(0, start)) >= narrowest;
  const below = Math.min((/^ */.exec(line)?.[0].length ?? 0) + deeper, columns - 1);
  // If there is no room for the last column, it goes below the others.
  if (start > 0 && !hangs) {
    return [...fitLine(line.slice(0, start).trimEnd(), columns), ...fitLine(`${' '.repeat(below)}${line.slice(start)}`, columns, 0)];
  }
  const indent = hangs ? lengthOf(line.slice(0, start)) : below;
  const lines: string[] = [];
  let current = '';
  // Each piece is a word with the blanks before it.
  for (const piece of line.split(/(?<=\S)(?= )/)) {
    const word = piece.trimStart();
    if (current === '' || lengthOf(current + piece) <= columns) {
      current += piece;
      continue;
    }
    lines.push(current);
    const at = indent + lengthOf(word) <= columns ? indent : Math.max(0, Math.min(below, columns - lengthOf(word)));
    current = `${' '.repeat(at)}${word}`;
  }
  return [...lines, current];
}

/** Text for a terminal. A line that is too wide continues below, under its last column. */
export const fitText = (text: string, columns: number): string =>
  text
    .split('\n')
    .flatMap((line) => fitLine(line, columns))
    .join('\n');
