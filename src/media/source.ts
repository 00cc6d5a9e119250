import { fileURLToPath } from 'node:url';
import { isDataUri } from './base64-text.ts';
import type { MediaProblem } from './check.ts';

/** Where media comes from, as the user named it. `label` is safe to show. */
export type MediaSource =
  | { from: 'stdin'; label: string }
  | { from: 'data-uri'; label: string }
  | { from: 'file'; path: string; label: string };

export function parseSource(source: string): MediaSource | { problem: MediaProblem } {
  if (source === '') return { problem: { message: 'the path is empty', cure: "give a path, or '-' for standard input" } };
  if (source === '-') return { from: 'stdin', label: 'standard input' };
  if (isDataUri(source)) return { from: 'data-uri', label: 'data URI' };
  if (/^https?:\/\//i.test(source)) {
    return { problem: { message: 'a URL is given, and the service takes none here', cure: 'download it first and give the path' } };
  }
  if (/^file:\/\//i.test(source)) return parseFileUrl(source);
  return { from: 'file', path: source, label: labelOf(source) };
}

function parseFileUrl(source: string): MediaSource | { problem: MediaProblem } {
  const rest = source.slice('file://'.length);
  // The vendors' own tools take `file://photo.jpg` for a path from the current folder.
  if (rest !== '' && !rest.startsWith('/')) return { from: 'file', path: rest, label: labelOf(rest) };
  try {
    const path = fileURLToPath(source);
    return { from: 'file', path, label: labelOf(path) };
  } catch {
    return { problem: { message: `${labelOf(source)} is not a usable file URL`, cure: 'give file:///absolute/path, or the path alone' } };
  }
}

/** Base64 given in place of a path looks like one very long path: it must not be shown. */
function labelOf(path: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a file name must not steer the terminal
  const printable = path.replace(/[\0-\x1f\x7f-\x9f]/g, '?');
  return printable.length <= 256 ? printable : `${printable.slice(0, 32)}…`;
}
