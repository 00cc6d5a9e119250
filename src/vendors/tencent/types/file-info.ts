import type { Field, Validity } from '../../../core/declare/action.ts';

/** A file at an address that opens it to whoever has the address. */
export const fileInfo: readonly Field[] = [
  { name: 'Url', type: 'String', sensitive: true, help: 'address of the file; whoever has it can open it' },
  { name: 'MD5', type: 'String', help: 'MD5 of the file, 32 hex digits' },
  { name: 'Size', type: 'Integer', help: 'size of the file in bytes' },
];

/** How long the addresses of a result's files work. */
export const fileAddresses: Validity = { what: 'addresses of files (Url)', seconds: 600 };
