import { IdvError } from '../../core/errors.ts';
import { numberSettings } from '../schema.ts';
import type { SettingsRequest } from '../settings.ts';

/** A setting of a file, by its name on the command line, for example `output` or `profiles.work.region`. */
export interface SettingName {
  path: readonly string[];
  /** A secret is read from standard input and never printed. */
  isSecret: boolean;
}

const tops = ['defaultProfiles', 'profiles'] as const;

/** The name of a profile may contain dots; the name of a setting does not. */
function pathOf(text: string): string[] {
  const [top = '', ...rest] = text.split('.');
  if (top !== 'profiles' || rest.length < 2) return text.split('.');
  return [top, rest.slice(0, -1).join('.'), rest.at(-1) ?? ''];
}

/** Throws IdvError `usage` for text that cannot be the name of a setting. The file's schema decides whether the setting exists. */
export function settingName(text: string, vendors: SettingsRequest['vendors']): SettingName {
  const path = pathOf(text);
  const [top = ''] = path;
  const isNested = tops.some((name) => name === top);
  const depth = top === 'profiles' ? 3 : isNested ? 2 : 1;
  if (path.length !== depth || path.includes('')) {
    const hint = 'give a name such as output, profiles.NAME.region or defaultProfiles.VENDOR';
    throw new IdvError('usage', 'that is not the name of one setting', { code: 'invalid-usage', hint });
  }
  const secrets = vendors.flatMap(({ credentials: { names } }) => [names.secret, names.token]);
  return { path, isSecret: top === 'profiles' && secrets.includes(path[2] ?? '') };
}

/** Converts text to the value of the setting in a file. */
export const settingValue = ({ path }: SettingName, text: string): string | number =>
  numberSettings.includes(path.at(-1) ?? '') && text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;

/** The value at a path of a file's content; undefined if there is none. */
export function valueAt(content: unknown, path: readonly string[]): unknown {
  let value = content;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}
