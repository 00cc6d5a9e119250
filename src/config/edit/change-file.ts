import { dirname, extname, join } from 'node:path';
import { IdvError, problemsError } from '../../core/errors.ts';
import { isRecord } from '../../core/json.ts';
import { type Edit, editedYaml } from '../../core/text/yaml.ts';
import { readTextFile } from '../../disk.ts';
import { configFormats } from '../files/own-files.ts';
import { parseText } from '../files/parse-text.ts';
import { type FaceidConfig, parseConfig } from '../schema.ts';
import type { ConfigEnvironment, SettingsRequest } from '../settings.ts';
import { isOfOtherUser } from '../trust.ts';
import { valueAt } from './setting-name.ts';

/** What writing needs in addition to reading; a Runtime can be passed directly. */
export interface EditEnvironment extends ConfigEnvironment {
  uuid(): string;
  fs: ConfigEnvironment['fs'] & {
    mkdir(path: string, options: { recursive: true; mode: number }): Promise<unknown>;
    realpath(path: string): Promise<string>;
    rename(from: string, to: string): Promise<void>;
    unlink(path: string): Promise<void>;
    writeFile(path: string, text: string, options: { mode: number; flag: 'wx'; flush: true }): Promise<void>;
  };
}

const refuse = (path: string, message: string, hint: string) => problemsError([{ category: 'config', flag: path, message, hint }]);

/** The text of the file; empty if there is no file yet. */
async function textOf(path: string, environment: EditEnvironment): Promise<string> {
  const read = await readTextFile(path, environment);
  if ('why' in read) {
    if (read.why === 'absent') return '';
    throw refuse(path, read.fault, 'name another file with --config-file');
  }
  // The new file would belong to the user, so the owner of the old file could put settings there unnoticed.
  if (isOfOtherUser(read.facts, environment)) throw refuse(path, 'belongs to another user', 'name a file of your own with --config-file');
  return read.text;
}

function checked(path: string, text: string, vendors: SettingsRequest['vendors']): FaceidConfig {
  const parsed = parseConfig(parseText(path, text), path, vendors);
  if ('problems' in parsed) throw problemsError(parsed.problems);
  return parsed.config;
}

function editedJson(content: unknown, edits: readonly Edit[]): string {
  const root = structuredClone(content) as Record<string, unknown>;
  for (const { path, value } of edits) {
    let holder = root;
    for (const name of path.slice(0, -1)) {
      if (!isRecord(valueAt(holder, [name]))) holder[name] = {};
      holder = holder[name] as Record<string, unknown>;
    }
    const last = path.at(-1) ?? '';
    if (value === undefined) delete holder[last];
    else holder[last] = value;
  }
  return `${JSON.stringify(root, undefined, 2)}\n`;
}

/** Writes the complete file or nothing, readable only by its owner. A link to the file stays a link. */
async function writeFile(path: string, text: string, { fs, uuid }: EditEnvironment): Promise<void> {
  const place = await fs.realpath(path).catch(() => path);
  const temporary = join(dirname(place), `.${uuid()}.part`);
  try {
    await fs.mkdir(dirname(place), { recursive: true, mode: 0o700 });
    await fs.writeFile(temporary, text, { mode: 0o600, flag: 'wx', flush: true });
    await fs.rename(temporary, place);
  } catch (cause) {
    await fs.unlink(temporary).catch(() => undefined);
    const message = `${path} could not be written (${(cause as NodeJS.ErrnoException).code})`;
    throw new IdvError('config', message, {
      code: 'not-written',
      hint: 'the file is unchanged; name another one with --config-file',
      cause,
    });
  }
}

/**
 * Changes settings of a configuration file, or creates the file. Comments stay. `editsOf` gets the current content. The new content is
 * checked first, so that idv never writes a file that it refuses to read. Returns both contents. Throws IdvError `config`, without any
 * value.
 */
export async function changeFile(
  path: string,
  editsOf: (content: FaceidConfig) => readonly Edit[] | Promise<readonly Edit[]>,
  vendors: SettingsRequest['vendors'],
  environment: EditEnvironment,
): Promise<Record<'before' | 'after', FaceidConfig>> {
  const text = await textOf(path, environment);
  const before = checked(path, text, vendors);
  const edits = await editsOf(before);
  const isJson = configFormats[extname(path)] === 'JSON';
  const newText = isJson
    ? editedJson(before, edits)
    : await editedYaml(text, edits).catch(() => {
        throw refuse(path, 'uses YAML aliases at the place of the setting', 'edit the file by hand');
      });
  const after = checked(path, newText, vendors);
  await writeFile(path, newText, environment);
  return { before, after };
}
