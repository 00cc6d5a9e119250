import type { Upload } from '../../core/declare/action.ts';

/** A value from a JSON file of parameters. */
export interface JsonValue {
  json: unknown;
}

/** The value of one flag: text as typed, a boolean of `--x` or `--no-x`, or all texts of a repeatable flag. Or a value from `--input`. */
export type RawValue = string | boolean | readonly string[] | JsonValue;

/** The values of flags, by the path of the parameter: `Config.CheckMode` for a member, `Tasks.ImageData` for a member of list entries. */
export type RawInput = Readonly<Record<string, RawValue>>;

/** The name in the raw input of a file to upload. Its value is the path of the file. */
export const uploadKey = (upload: Upload): string => `--${upload.flag}`;

/** The name in the raw input of a file of parameters. Its value is the path of the file. */
export const inputKey = '--input';
