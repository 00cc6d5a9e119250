import type { Imitated } from './mistake.ts';

/** Mistakes in how the lines become one text. */
export const lineMistakes: readonly Imitated<string>[] = [
  {
    id: 'trailing-newline',
    cause: 'there is a line feed at the end that does not belong to the text',
    fix: 'end the text with its last character: no println, no echo without -n; if only this file has the line feed, everything else is equal',
    imitate: (text) => [`${text}\n`, `${text}\r\n`, `${text}\n\n`],
  },
  {
    id: 'line-ends',
    cause: 'the lines end in CR LF',
    fix: 'join the lines with just a line feed, on every platform',
    imitate: (text) => [text.replaceAll('\n', '\r\n'), `${text.replaceAll('\n', '\r\n')}\r\n`, text.replaceAll('\n', '\r')],
  },
  {
    id: 'backslash-n',
    cause: 'the lines are joined with a backslash and the letter n, not with a line feed',
    fix: 'use a kind of quotes in which \\n is a line feed',
    imitate: (text) => [text.replaceAll('\n', '\\n')],
  },
  {
    id: 'blank-line',
    cause: 'the blank line between the headers and SignedHeaders is missing',
    fix: 'end every header line with a line feed, and then join the parts with another one',
    imitate: (text) => [text.replace(/\n\n([^\n]+\n[^\n]+)$/, '\n$1'), text.replace(/\n\n([^\n]+\n[^\n]+)$/, '\n\n\n$1')],
  },
  {
    id: 'byte-order-mark',
    cause: 'the text begins with a byte order mark',
    fix: 'encode the text as UTF-8 without a byte order mark',
    imitate: (text) => [`\ufeff${text}`],
  },
  {
    id: 'surrounding-blank',
    cause: 'there is a blank before or after the text',
    fix: 'trim the text',
    imitate: (text) => [` ${text}`, `${text} `, `\n${text}`, `${text}\t`],
  },
];
