import { problemsError } from '../core/errors.ts';
import { keyFrom } from './key.ts';
import type { ConfigEnvironment, Credentials, ProviderName } from './settings.ts';

/** Words as a shell would split them, with both kinds of quotes and nothing else: no variables, no escapes. Undefined for an open quote. */
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Runs the user's own command without a shell and takes the key that it prints as JSON.
 * Throws IdvError `config` if it cannot, never with a word of the command or of its output.
 */
export async function runCredentialProcess(
  command: string,
  provider: ProviderName,
  place: Place,
  environment: Pick<ConfigEnvironment, 'runProcess'>,
): Promise<Credentials> {
  const fail = (what: string, cure: string) =>
    problemsError([{ category: 'config', flag: place.flag, message: `${place.subject} ${what}`, cure }]);
  const [file, ...args] = splitWords(command) ?? [];
  if (!file) throw fail('names no command, or has an open quote', 'write PROGRAM ARGUMENTS; a shell line goes as: sh -c "…"');

  const { parsePrintedKey, printedShapes } = await import('./schema.ts');
  const ended = await environment.runProcess(file, args).catch((error: NodeJS.ErrnoException) => {
    throw fail(
      error.code === 'ENOENT' ? 'names a program that was not found' : 'could not be run, or did not end in time',
      'run it by hand',
    );
  });
  if (ended.code !== 0) throw fail(`ended with exit code ${ended.code}`, 'run it by hand');
  const printed = parsePrintedKey(provider, parseJson(ended.stdout));
  const part = (value: string | undefined) => ({ flag: place.flag, subject: `a part of the key that ${place.subject} printed`, value });
  const key = printed && keyFrom({ id: part(printed.id), secret: part(printed.secret), token: part(printed.token) });
  if (!key) throw fail('did not print a key as JSON', `it must print ${printedShapes[provider]}; the last one is optional`);
  return key;
}
