import { isRecord } from '../../src/core/json.ts';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function element(name: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((entry: unknown) => element(name, entry)).join('');
  return `<${name}>${isRecord(value) ? xmlMembers(value) : escaped(String(value))}</${name}>`;
}

/** Writes members as the vendor does: a list as repeated elements, and null not at all. */
export const xmlMembers = (fields: Readonly<Record<string, unknown>>): string =>
  Object.entries(fields)
    .map(([name, value]) => element(name, value))
    .join('');
