import { dirname, extname, join } from 'node:path';
import { IdvError, problemsError } from '../../core/errors.ts';
import { isRecord } from '../../core/json.ts';
import { type Edit, editedYaml } from '../../core/text/yaml.ts';
import { readTextFile } from '../../disk.ts';
import { configFormats } from '../files/own-files.ts';
import { parseText } from '../files/parse-text.ts';
import { type FaceidConfig, parseConfig } from '../schema.ts';
import type { ConfigEnvironment, SettingsRequest } from '../settings.ts';
import { isForeign } from '../trust.ts';
import { valueAt } from './setting-name.ts';

/** What writing needs besides what reading does; a Runtime fits as it is. */
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

/** The text of the file, empty where there is no file yet. */
async function textOf(path: string, environment: EditEnvironment): Promise<string> {
  const read = await readTextFile(path, environment);
  if ('why' in read) {
    if (read.why === 'absent') return '';
    throw refuse(path, read.fault, 'name another file with --config-file');
  }
  // The new file would be the user's own: whoever wrote the old one would have put settings there unseen.
  if (isForeign(read.facts, environment)) throw refuse(path, 'belongs to another user', 'name a file of your own with --config-file');
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

/** Complete or not at all, and readable by its owner alone. A link to the file stays a link. */
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
    throw new IdvError('config', message, { code: 'not-written', hint: 'the file is as it was; name another with --config-file', cause });
  }
}

/**
 * Changes settings of a file of ours, or makes the file. Comments stay. `editsOf` gets what the file holds now. What it would hold
 * afterwards is checked first, so that no change makes a file that idv refuses to read. Gives both contents. Throws IdvError `config`,
 * without any value.
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
        throw refuse(path, 'uses YAML aliases where the setting would go', 'edit the file by hand');
      });
  const after = checked(path, newText, vendors);
  await writeFile(path, newText, environment);
  return { before, after };
}
