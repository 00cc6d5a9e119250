import type { Field } from '../../../core/action.ts';

/** A file behind an address that opens it to whoever has it, for ten minutes. */
export const fileInfo: readonly Field[] = [
  { name: 'Url', type: 'String', sensitive: true },
  { name: 'MD5', type: 'String' },
  { name: 'Size', type: 'Integer' },
];
