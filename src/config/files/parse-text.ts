import { extname } from 'node:path';
import { loadYaml } from 'cosmiconfig/dist/loaders.js';
import { problemsError } from '../../core/errors.ts';
import { isRecord } from '../../core/json.ts';
import { parseJson } from '../../core/parse-json.ts';
import { configFormats, isPackage } from './own-files.ts';

function parseYaml(path: string, text: string): { value: unknown } | { fault: string } {
  try {
    return { value: loadYaml(path, text) };
  } catch (error) {
    const { name, mark } = error as { name?: string; mark?: { line: number; column: number } };
    if (name !== 'YAMLException') throw error;
    // Only the position is taken: the message quotes the file.
    return { fault: `not valid YAML${mark ? ` at line ${mark.line + 1}, column ${mark.column + 1}` : ''}` };
  }
}

/** True if there is an `$import` at any depth. cosmiconfig would merge the files that it names, but idv reads only the one file. */
function namesImport(content: unknown): boolean {
  const seen = new Set<unknown>();
  const queue: unknown[] = [content];
  for (const value of queue) {
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    if (Object.hasOwn(value, '$import')) return true;
    for (const member of Object.values(value)) queue.push(member);
  }
  return false;
}

/**
 * The settings in the text of a configuration file; `{}` for an empty one. In a package.json, the property `faceid`; undefined if it has
 * none. Throws IdvError `config`, which never quotes the file.
 */
export function parseText(path: string, text: string): unknown {
  const refuse = (message: string, hint: string) => problemsError([{ category: 'config', flag: path, message, hint }]);
  if (text.trim() === '') return {};
  const parsed = configFormats[extname(path)] === 'JSON' ? parseJson(text) : parseYaml(path, text);
  if ('fault' in parsed) throw refuse(parsed.fault, 'fix that line; put values with special characters in quotes');
  const { value } = parsed;
  const settings = !isPackage(path) ? (value ?? {}) : isRecord(value) && Object.hasOwn(value, 'faceid') ? value.faceid : undefined;
  if (namesImport(settings)) throw refuse('$import is not supported', 'put the settings in this one file');
  return settings;
}
