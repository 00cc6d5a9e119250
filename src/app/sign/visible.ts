/** Characters that a terminal does not show, and the signs that replace them. */
const signs: readonly { char: string; sign: string; name: string }[] = [
  { char: ' ', sign: '␠', name: 'blank' },
  { char: '\t', sign: '␉', name: 'tab' },
  { char: '\n', sign: '␊', name: 'line feed' },
  { char: '\r', sign: '␍', name: 'carriage return' },
  { char: '\u00a0', sign: '<U+00A0>', name: 'non-breaking space' },
  { char: '\u200b', sign: '<U+200B>', name: 'zero width space' },
  { char: '\u3000', sign: '<U+3000>', name: 'ideographic space' },
  { char: '\ufeff', sign: '<U+FEFF>', name: 'byte order mark' },
  { char: '\ufffd', sign: '<U+FFFD>', name: 'a byte that is not UTF-8' },
];

/** Control characters, format characters and every kind of blank. */
const invisible = /[\p{Cc}\p{Cf}\p{Z}\ufffd]/gu;

const codePoint = (char: string): string => `<U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`;

/** Text on one line in which every character is visible on a terminal. */
export const visible = (text: string): string =>
  text.replace(invisible, (char) => signs.find((row) => row.char === char)?.sign ?? codePoint(char));

/** The meaning of the signs in a shown text, for the end of the output. */
export const legendOf = (shown: string): string =>
  signs
    .filter(({ sign }) => shown.includes(sign))
    .map(({ sign, name }) => `${sign} ${name}`)
    .join(', ');

/** The name of an invisible character, in words. */
export const nameOfInvisible = (char: string): string => signs.find((row) => row.char === char)?.name ?? codePoint(char);

export const invisibleIn = (text: string): string | undefined => text.match(invisible)?.[0];

export const withoutInvisible = (text: string): string => text.replace(invisible, '');
