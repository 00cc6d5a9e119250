import { listProfiles } from '../../config/edit/list-profiles.ts';
import { pathToEdit } from '../../config/edit/path-to-edit.ts';
import { settingName, valueAt } from '../../config/edit/setting-name.ts';
import { readOwnFiles } from '../../config/files/own-files.ts';
import { shownUrl } from '../../config/shown.ts';
import { IdvError } from '../../core/errors.ts';
import { shownKeyId } from '../../core/text/printable.ts';
import { declaredVendors } from '../../vendors/catalogue.ts';
import { vendors } from '../../vendors/registry.ts';
import { plainOptions, printValue } from '../flags/plain-options.ts';
import { settingsRequest } from '../flags/session.ts';
import type { Handler } from '../handler.ts';

const looking = { credentials: 'none', product: '' } as const;

/** `idv config list`: every profile, and which one is used. */
export const listConfig: Handler = async ({ runtime, options: raw }) => {
  const plain = plainOptions(raw, runtime);
  const rows = (await Promise.all(vendors.map((vendor) => listProfiles(settingsRequest(vendor, plain.options, looking), runtime)))).flat();
  const columns = rows.map((row) => [
    row.current ? '*' : ' ',
    row.provider,
    row.profile ?? '(environment)',
    row.key,
    row.region ?? '-',
    row.source,
  ]);
  const widths = [0, 1, 2, 3, 4].map((index) => Math.max(0, ...columns.map((cells) => cells[index]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `${cells
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd()}\n`;
  const none = 'no profile yet: create one with idv config init, or try idv without an account: --sandbox\n';
  await printValue(runtime, rows, () => (rows.length === 0 ? none : columns.map(line).join('')), plain);
  return 0;
};

/** The value of a setting for display: a key id in part, a proxy without its password. */
function shownValue(path: readonly string[], value: unknown): unknown {
  const last = path.at(-1) ?? '';
  if (typeof value !== 'string') return value;
  if (declaredVendors.some(({ credentials }) => credentials.names.id === last)) return shownKeyId(value);
  return last === 'proxy' ? shownUrl(value) : value;
}

/** `idv config get NAME`: the value in a file, the nearest file first. `config explain` shows the value in use. */
export const getSetting: Handler = async ({ runtime, options: raw, args }) => {
  const plain = plainOptions(raw, runtime);
  const [text = ''] = args;
  const name = settingName(text, declaredVendors);
  if (name.isSecret) {
    throw new IdvError('usage', `${text} is a secret, which idv never prints`, {
      code: 'secret',
      hint: 'read it from the file itself: idv config path',
    });
  }
  const [vendor] = vendors;
  const { files } = vendor ? await readOwnFiles(settingsRequest(vendor, plain.options, looking), runtime) : { files: [] };
  const found = files.map((file) => ({ file, value: valueAt(file.config, name.path) })).find(({ value }) => value !== undefined);
  if (!found) {
    throw new IdvError('config', `${text} is not set in any file`, {
      code: 'not-set',
      hint: 'idv config explain shows what is used in its place',
    });
  }
  const value = shownValue(name.path, found.value);
  await printValue(runtime, { name: text, value, source: found.file.label }, () => `${String(value)}\n`, plain);
  return 0;
};

/** `idv config path`: the file that `init`, `set`, `unset` and `use` write. */
export const pathOfConfig: Handler = async ({ runtime, options: raw }) => {
  const plain = plainOptions(raw, runtime);
  const path = await pathToEdit(plain.options, runtime);
  const exists = await runtime.fs.stat(path).then(
    () => true,
    () => false,
  );
  await printValue(runtime, { path, exists }, () => `${path}\n`, plain);
  return 0;
};
