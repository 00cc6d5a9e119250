import { shownLines } from '../../core/text/printable.ts';
import type { Runtime } from '../../runtime.ts';
import { wrapped } from '../help/layout.ts';

/** Below this width, most lines would be single words. */
const narrowest = 20;

/** A line that is too long, broken between words. Its further lines have its indentation. */
function fitted(line: string, columns: number): string {
  if (line.length <= columns) return line;
  const indentation = /^\s*/.exec(line)?.[0] ?? '';
  return wrapped(line.trimStart(), Math.max(narrowest, columns - indentation.length))
    .map((part) => `${indentation}${part}`)
    .join('\n');
}

/** A notice for standard error. For a terminal it is wrapped, because a terminal would break it in the middle of a word. A log gets one line. */
export function noticeLines(text: string, { isTTY, columns }: Pick<Runtime['stderr'], 'isTTY' | 'columns'>): string {
  const lines = shownLines(text).split('\n');
  return `${(isTTY && columns !== undefined ? lines.map((line) => fitted(line, columns)) : lines).join('\n')}\n`;
}
