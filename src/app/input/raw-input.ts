import type { Upload } from '../../core/declare/action.ts';

/** A value out of a JSON file of parameters. */
export interface JsonValue {
  json: unknown;
}

/** What one flag held: text as typed, a boolean from `--x` and `--no-x`, all texts of a flag that may be repeated; or what `--input` holds. */
export type RawValue = string | boolean | readonly string[] | JsonValue;

/** What the flags held, by the path of their parameter: `Config.CheckMode` for a member, `Tasks.ImageData` for one of an entry. */
export type RawInput = Readonly<Record<string, RawValue>>;

/** The name under which the path of a file to upload stands among the raw input. */
export const uploadKey = (upload: Upload): string => `--${upload.flag}`;

/** The name under which the path of a file of parameters stands among the raw input. */
export const inputKey = '--input';
