import type { Field, Validity } from '../../../core/declare/action.ts';

/** A file at a URL; anyone who has the URL can open it. */
export const fileInfo: readonly Field[] = [
  { name: 'Url', type: 'String', sensitive: true, help: 'URL of the file; anyone who has it can open it' },
  { name: 'MD5', type: 'String', help: 'MD5 of the file, 32 hex digits' },
  { name: 'Size', type: 'Integer', help: 'size of the file in bytes' },
];

/** How long the URLs of a result's files are valid. */
export const fileAddresses: Validity = { what: 'URLs of files (Url)', seconds: 600 };
