import { Explorer } from 'cosmiconfig/dist/Explorer.js';
import { loadYaml } from 'cosmiconfig/dist/loaders.js';
import { type Problem, problemsError } from '../core/errors.ts';
import { jsonFault } from './json-fault.ts';
import { searchPlaces } from './locate.ts';

const fault = (path: string, message: string, cure?: string): Problem => ({
  category: 'config',
  flag: path,
  message,
  ...(cure ? { cure } : {}),
});

const at = (position: { line: number; column: number } | undefined): string =>
  position ? ` at line ${position.line}, column ${position.column}` : '';

/** cosmiconfig would merge the files that `$import` names; a file of ours stands alone, however deep the key is hidden. */
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

function parse(path: string, text: string, format: 'JSON' | 'YAML'): unknown {
  try {
    return format === 'JSON' ? JSON.parse(text) : loadYaml(path, text);
  } catch (error) {
    // Only the position is taken: the messages of both parsers quote the file.
    const mark = (error as { mark?: { line: number; column: number } }).mark;
    const position = format === 'JSON' ? jsonFault(text) : mark && { line: mark.line + 1, column: mark.column + 1 };
    throw problemsError([fault(path, `not valid ${format}${at(position)}`, 'mend that line; values with special characters go in quotes')]);
  }
}

const loader =
  (format: 'JSON' | 'YAML') =>
  (path: string, text: string): unknown => {
    const content = parse(path, text.replace(/^\uFEFF/, ''), format);
    if (namesImport(content)) throw problemsError([fault(path, '$import is not supported', 'put the settings in this one file')]);
    return content;
  };

/**
 * The Explorer itself, because `cosmiconfig()` keeps its JavaScript loaders whatever it is told
 * and executes `.config/config.js` of the current folder.
 */
const explorer = new Explorer({
  moduleName: 'faceid',
  searchPlaces: [...searchPlaces],
  loaders: { noExt: loader('YAML'), '.json': loader('JSON'), '.yaml': loader('YAML'), '.yml': loader('YAML') },
  searchStrategy: 'none',
  ignoreEmptySearchPlaces: false,
  cache: false,
  mergeImportArrays: false,
  mergeSearchPlaces: false,
  transform: (result) => result,
});

/** Parsed content of one JSON or YAML file; an empty file gives `{}`. Throws IdvError `config` that never quotes the file. */
export async function readConfigFile(path: string): Promise<unknown> {
  try {
    return (await explorer.load(path))?.config ?? {};
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EACCES' || code === 'EPERM' || code === 'EISDIR' || code === 'ENOENT') {
      throw problemsError([fault(path, `cannot be read (${code})`)]);
    }
    throw error;
  }
}
