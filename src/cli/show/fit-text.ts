// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what colours are made of
const colours = /\u001b\[[\d;]*m/g;
/** Letters that take two columns. */
const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g;

const lengthOf = (text: string): number => {
  const letters = text.replace(colours, '');
  return letters.length + (letters.match(wide)?.length ?? 0);
};

/** How far a line that goes on is indented, where its last column leaves no room. */
const step = 4;
/** A last column that is narrower than this is a heap of words. */
const narrowest = 20;

/** Where the last column of a line begins: after the last gap of several blanks. */
function hangingIndent(line: string, columns: number): number {
  const gaps = [...line.matchAll(/\S {2,}(?=\S)/g)];
  const last = gaps.at(-1);
  const start = last === undefined ? 0 : lengthOf(line.slice(0, last.index + last[0].length));
  if (start > 0 && columns - start >= narrowest) return start;
  return Math.min((/^ */.exec(line)?.[0].length ?? 0) + step, columns - 1);
}

/** A line as several, of at most so many columns. A word is never broken: where none of the lines has room for it, it is longer. */
function fitLine(line: string, columns: number): string[] {
  if (lengthOf(line) <= columns) return [line];
  const indent = hangingIndent(line, columns);
  const lines: string[] = [];
  let current = '';
  // A word along with the blanks before it.
  for (const piece of line.split(/(?<=\S)(?= )/)) {
    const word = piece.trimStart();
    if (current === '' || lengthOf(current + piece) <= columns) {
      current += piece;
      continue;
    }
    lines.push(current);
    const at = indent + lengthOf(word) <= columns ? indent : Math.max(0, Math.min(indent, columns - lengthOf(word)));
    current = `${' '.repeat(at)}${word}`;
  }
  return [...lines, current];
}

/** Text for a terminal: what is wider than that goes on in a line below, under the column that it belongs to. */
export const fitText = (text: string, columns: number): string =>
  text
    .split('\n')
    .flatMap((line) => fitLine(line, columns))
    .join('\n');
