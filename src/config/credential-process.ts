import { type Credentials, filledText, type KeyTexts, withoutKeys } from '../core/credentials.ts';
import { problemsError } from '../core/errors.ts';
import { isRecord } from '../core/json.ts';
import { parseJson } from '../core/parse-json.ts';
import { type KeyPart, keyFrom } from './key.ts';
import type { ConfigEnvironment, SettingsRequest } from './settings.ts';

/** Splits a command into words like a shell, with both kinds of quotes, but without variables and escapes. Undefined for an open quote. */
export function splitWords(command: string): string[] | undefined {
  const words = command.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? [];
  const leftOver = command.replace(/(?:[^\s"']|"[^"]*"|'[^']*')+/g, '');
  if (leftOver.trim() !== '') return undefined;
  return words.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'));
}

/** The file and setting that name the command. */
interface Place {
  flag: string;
  subject: string;
}

/** True if both halves are there, and the token is text or missing. */
const isComplete = (content: Record<string, unknown>, token: string, { id, secret }: KeyTexts): boolean =>
  id !== undefined && secret !== undefined && ['undefined', 'string'].includes(typeof (content[token] ?? undefined));

/** The key in the output of a command; undefined if the output has none of the vendor's forms. */
export function printedKey(
  printed: string,
  { credentials: { names, printed: otherForm } }: SettingsRequest['vendor'],
): KeyTexts | undefined {
  const parsed = parseJson(printed.replace(/^\uFEFF/, ''));
  if ('fault' in parsed || !isRecord(parsed.value)) return undefined;
  const content = parsed.value;
  const own = { id: filledText(content, names.id), secret: filledText(content, names.secret), token: filledText(content, names.token) };
  if (isComplete(content, names.token, own)) return own;
  const other = otherForm?.(content);
  return other?.id !== undefined && other.secret !== undefined ? other : undefined;
}

/**
 * Runs the user's own command without a shell, and reads the key that it prints as JSON. Throws IdvError `config` if that fails. The error
 * contains no word of the command or of its output.
 */
export async function runCredentialProcess(
  command: string,
  { flag, subject }: Place,
  request: SettingsRequest,
  { runProcess, env }: Pick<ConfigEnvironment, 'runProcess' | 'env'>,
): Promise<Credentials> {
  const fail = (what: string, hint: string) => problemsError([{ category: 'config', flag, message: `${subject} ${what}`, hint }]);
  const [file, ...args] = splitWords(command) ?? [];
  if (!file) throw fail('names no command, or has an open quote', 'write PROGRAM ARGUMENTS; for a shell line, write: sh -c "…"');

  const ended = await runProcess(file, args, withoutKeys(request.vendors, env)).catch((error: NodeJS.ErrnoException) => {
    const what = error.code === 'ENOENT' ? 'names a program that was not found' : 'could not be run, or did not finish in time';
    throw fail(what, 'run it by hand');
  });
  if (ended.code !== 0) throw fail(`exited with ${ended.code}`, 'run it by hand');
  const printed = printedKey(ended.stdout, request.vendor);
  const part = (value: string | undefined): KeyPart => ({ flag, subject: `a part of the key that ${subject} printed`, value });
  const key = printed && keyFrom({ id: part(printed.id), secret: part(printed.secret), token: part(printed.token) }, request);
  const { id, secret, token } = request.vendor.credentials.names;
  if (!key) throw fail('did not print a key as JSON', `it must print {"${id}", "${secret}", "${token}"}; the last one is optional`);
  return key;
}
