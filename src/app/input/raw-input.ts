import type { Upload } from '../../core/declare/action.ts';
import { type Place, withMembers } from '../../core/declare/param-position.ts';

/** What one flag held: text as typed, a boolean from `--x` and `--no-x`, all texts of a flag that may be repeated. */
export type RawValue = string | boolean | readonly string[];

/** What the flags held, by the path of their parameter: `Config.CheckMode` for a member, `Tasks.ImageData` for one of an entry. */
export type RawInput = Readonly<Record<string, RawValue>>;

/** The name under which the path of a file to upload stands among the raw input. */
export const uploadKey = (upload: Upload): string => `--${upload.flag}`;

/** The texts of one flag, in their order. */
export const textsOf = (value: RawValue | undefined): readonly string[] => {
  if (value === undefined) return [];
  return typeof value === 'object' ? value : [String(value)];
};

/** True where the value or a member of it was given. */
export const isGiven = (place: Place, raw: RawInput): boolean => withMembers(place).some(({ path }) => textsOf(raw[path]).length > 0);
