/** The words of one command as a POSIX shell reads them. Nothing is expanded and nothing is run. */
export interface ShellWords {
  words: string[];
  /** What a shell would have done in addition, one sentence each. */
  notices: string[];
}

const ansiEscapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', a: '\x07', b: '\b', e: '\x1b', f: '\f', v: '\v' };

/** The meaning of a backslash in `$'…'`, which browsers use in copied commands. */
function ansiEscape(text: string): { value: string; length: number } {
  const [all, code = ''] =
    /^(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8}))/.exec(text)?.filter((part) => part !== undefined) ?? [];
  if (all !== undefined) {
    const point = Number.parseInt(code, 16);
    return { value: point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd', length: all.length };
  }
  const char = text[0] ?? '';
  return { value: ansiEscapes[char] ?? char, length: 1 };
}

/** A quoted part; `at` is after its opening quote. */
function quoted(text: string, at: number, end: "'" | '"', escapes: (rest: string) => { value: string; length: number } | undefined) {
  let value = '';
  for (let index = at; index < text.length; ) {
    const char = text[index] as string;
    if (char === end) return { value, next: index + 1 };
    const found = char === '\\' ? escapes(text.slice(index + 1, index + 10)) : undefined;
    value += found ? found.value : char;
    index += found ? found.length + 1 : 1;
  }
  return undefined;
}

const inDouble = (rest: string): { value: string; length: number } | undefined => {
  const char = rest[0] ?? '';
  if (char === '\n') return { value: '', length: 1 };
  return '$`"\\'.includes(char) && char !== '' ? { value: char, length: 1 } : undefined;
};

const notEscaped = (): undefined => undefined;

/** The quoted part that begins here, if one does. */
function quotedAt(text: string, at: number): { value: string; next: number } | 'unfinished' | undefined {
  const char = text[at];
  if (char === '$' && text[at + 1] === "'") return quoted(text, at + 2, "'", ansiEscape) ?? 'unfinished';
  if (char === "'") return quoted(text, at + 1, "'", notEscaped) ?? 'unfinished';
  if (char === '"') return quoted(text, at + 1, '"', inDouble) ?? 'unfinished';
  return undefined;
}

const ends = new Set(['\n', ';', '|', '&', '<', '>', '(', ')']);

/** Reads the first command; text after its end is ignored with a notice. Undefined if a quote is not closed. */
export function shellWords(text: string): ShellWords | undefined {
  const words: string[] = [];
  const notices: string[] = [];
  let word: string | undefined;
  const finish = (): void => {
    if (word !== undefined) words.push(word);
    word = undefined;
  };
  let at = text.length - text.trimStart().length;
  while (at < text.length) {
    const char = text[at] as string;
    const part = quotedAt(text, at);
    if (part === 'unfinished') return undefined;
    if (part) {
      word = (word ?? '') + part.value;
      at = part.next;
    } else if (char === '\\') {
      // A backslash before a line break joins the lines, also for Windows line ends.
      const lineEnd = /^\r?\n/.exec(text.slice(at + 1, at + 3))?.[0];
      if (lineEnd === undefined) word = (word ?? '') + (text[at + 1] ?? '');
      at += 1 + (lineEnd?.length ?? 1);
    } else if (ends.has(char)) {
      if (text.slice(at).trim() !== '') notices.push('the text after the end of the curl command is ignored');
      break;
    } else {
      if (/\s/.test(char)) finish();
      else word = (word ?? '') + char;
      at += 1;
    }
  }
  finish();
  if (/\$[A-Za-z_{(]|`/.test(text.replace(/\$'(?:\\.|[^'\\])*'|'[^']*'/gs, ''))) {
    notices.push('the command contains a variable or another command; a shell would insert its value, but idv uses it as written');
  }
  return { words, notices };
}
