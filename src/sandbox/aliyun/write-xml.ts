import { isRecord } from '../../core/json.ts';

/** What XML has no way to say, not even escaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out.
const unsayable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** A reader would make a line feed of a bare carriage return. */
const escaped = (text: string): string => text.replace(unsayable, '\ufffd').replace(/[&<>"'\r]/g, (char) => `&#${char.charCodeAt(0)};`);

const written = (value: unknown): string => (isRecord(value) ? members(value) : escaped(String(value)));

/** A list repeats its element, an empty one leaves one that is empty, and null leaves nothing. */
function element(name: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value) && value.length > 0) return value.map((entry) => element(name, entry)).join('');
  return `<${name}>${Array.isArray(value) ? '' : written(value)}</${name}>`;
}

const members = (fields: Readonly<Record<string, unknown>>): string =>
  Object.entries(fields)
    .map(([name, value]) => element(name, value))
    .join('');

/** Plain values as the vendor's gateway writes them: every leaf is text, and its type is lost. */
export const writeXml = (root: string, fields: Readonly<Record<string, unknown>>): string =>
  `<?xml version="1.0" encoding="UTF-8"?>${element(root, fields)}`;
