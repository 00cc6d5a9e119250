import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shellWords } from '../../../../src/app/sign/theirs/shell-words.ts';

const shell = promisify(execFile);

/** Parts of words as people quote them, without anything that a shell expands. */
const plain = fc.string({ unit: fc.constantFrom(...'abcXYZ019._:/@%+=-'), minLength: 1, maxLength: 6 });
const inSingle = fc.string({ unit: fc.constantFrom(...'ab 1\t"\\$`!;|&*\n{}'), maxLength: 8 }).map((text) => `'${text}'`);
const inDouble = fc
  .array(fc.constantFrom('a', ' ', "'", ';', '|', '&', '\\"', '\\\\', '\\$', '\\`', '\\\n', '\\n', '*', '\n', '{', '}'), { maxLength: 8 })
  .map((parts) => `"${parts.join('')}"`);
const escaped = fc.constantFrom('\\ ', "\\'", '\\"', '\\\\', '\\$', '\\;', '\\a', '\\\n');
const word = fc.array(fc.oneof(plain, inSingle, inDouble, escaped), { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
const command = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));

/** The words that the shell of this machine reads, each followed by a zero byte. */
async function ofShell(commands: readonly string[]): Promise<string[][]> {
  const script = commands.map((each) => `show ${each}\nprintf '\\001'`).join('\n');
  const { stdout } = await shell('sh', ['-c', `show() { for w in "$@"; do printf '%s\\000' "$w"; done; }\n${script}`], {
    maxBuffer: 2 ** 24,
  });
  return stdout
    .split('\x01')
    .slice(0, -1)
    .map((words) => words.split('\0').slice(0, -1));
}

describe('the words of a command', () => {
  it('are the words that a shell reads', async () => {
    const commands = fc.sample(command, 400);
    const expected = await ofShell(commands);
    expect(commands.map((each) => shellWords(each)?.words)).toEqual(expected);
  });

  it('end at the end of the command', () => {
    expect(shellWords('curl a | sh')).toEqual({
      words: ['curl', 'a'],
      notices: ['the text after the end of the curl command is ignored'],
    });
    expect(shellWords('curl a; rm b')?.words).toEqual(['curl', 'a']);
    expect(shellWords('curl a\nrm b')?.words).toEqual(['curl', 'a']);
    expect(shellWords('curl a > out')?.words).toEqual(['curl', 'a']);
    expect(shellWords('curl a\n\n')).toEqual({ words: ['curl', 'a'], notices: [] });
  });

  it('continue after a line that ends in a backslash, on Windows too', () => {
    expect(shellWords('curl a \\\n  -H b \\\r\n  c')?.words).toEqual(['curl', 'a', '-H', 'b', 'c']);
  });

  it('may be quoted as browsers quote them', () => {
    expect(shellWords(String.raw`curl $'a\'b\n\t\x41\u00e9\\' "c"`)?.words).toEqual(['curl', "a'b\n\tAé\\", 'c']);
  });

  it.each([
    [String.raw`$'\x4\x41b\x4a1'`, '\x04AbJ1'],
    [String.raw`$'\u9\u00e9f\u1F642'`, '\téf\u1f642'],
    [String.raw`$'\U0001f642\U1F642\U0001f6420'`, '🙂🙂🙂0'],
    [String.raw`$'\U0010ffff\U00110000\Uffffffff'`, '\u{10ffff}\ufffd\ufffd'],
    [String.raw`$'\a\b\e\f\v\r\q\"\x\u\U'`, '\x07\b\x1b\f\v\rq"xuU'],
    [String.raw`"\n\a\'"`, String.raw`\n\a\'`],
    ['"\\$\\`\\"\\\\"', '$`"\\'],
    ['"a\\\nb"', 'ab'],
    ["a$'b'c'd'\"e\"", 'abcde'],
    ['$a', '$a'],
    ['a\\', 'a'],
  ])('are read with their escapes: %s', (quoted, word) =>
    expect(shellWords(`curl ${quoted} end`.replace('\\ end', '\\'))?.words[1]).toBe(word),
  );

  it('have an empty word for empty quotes, and none for blanks', () => {
    expect(shellWords('  curl  \'\' "" \t a ')?.words).toEqual(['curl', '', '', 'a']);
  });

  it.each([';', '|', '&', '<', '>', '(', ')'])('end at %s, with a notice only when text follows', (end) => {
    const notices = ['the text after the end of the curl command is ignored'];
    expect(shellWords(`curl a${end}b`)).toEqual({ words: ['curl', 'a'], notices });
    expect(shellWords(`curl a ${end} `)).toEqual({ words: ['curl', 'a'], notices });
    expect(shellWords(`curl 'a${end}b'`)).toEqual({ words: ['curl', `a${end}b`], notices: [] });
  });

  it('give a notice about a variable only where a shell inserts one', () => {
    const isNoticed = (text: string): boolean => (shellWords(text)?.notices.length ?? 0) > 0;
    const inserted = ['$a', '$_', '$(a)', '`a`', '"$A"', `$${'{a}'}`];
    expect(inserted.filter((text) => !isNoticed(`curl ${text}`))).toEqual([]);
    expect(['$1', '$.', '$ a', 'a$', "'`a`'", "$'a'", "$'it\\'s $b'"].filter((text) => isNoticed(`curl ${text}`))).toEqual([]);
  });

  it('are not expanded, with a notice about that', () => {
    for (const text of ['curl $HOME', 'curl "$x"', 'curl $(id)', 'curl `id`', 'curl "$(cat /etc/passwd)"']) {
      const read = shellWords(text);
      expect(read?.notices.join(), text).toContain('idv uses it as written');
    }
    expect(shellWords("curl '$HOME'")).toEqual({ words: ['curl', '$HOME'], notices: [] });
  });

  it.each(["curl 'a", 'curl "a', "curl $'a"])('are undefined when a quote is not closed: %s', (text) =>
    expect(shellWords(text)).toBeUndefined(),
  );
});
