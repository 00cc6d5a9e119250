import { createHash } from 'node:crypto';
import type { Stats } from 'node:fs';
import { parseSource } from '../../../media/read/source.ts';
import { textsOf } from '../../input/read-param.ts';
import type { RowReader } from './prepare-row.ts';
import type { ManifestRow } from './read-manifest.ts';

/**
 * The facts by which a change of a file shows without reading it. A program can set the time of the content back, as `cp -p` and rsync do.
 * It cannot set the time of the last change of the file itself (`ctimeMs`): writing, renaming and setting times all move it on.
 */
export type ChangeFacts = Pick<Stats, 'ino' | 'size' | 'mtimeMs' | 'ctimeMs'>;

/** Two changes within one tick of the file system's clock have the same time. */
const settledMs = 2000;

/** A file system that keeps whole seconds has too coarse a clock. */
const showsChange = ({ ctimeMs }: ChangeFacts, nowMs: number): boolean => ctimeMs % 1000 !== 0 && nowMs - ctimeMs >= settledMs;

/**
 * Digest of the facts of files, taken before the files are read: 16 bytes in hex. As long as it is the same, so are the files. Undefined if
 * that is not sure.
 */
export function stampOf(files: readonly ChangeFacts[], nowMs: number): string | undefined {
  if (files.length === 0 || !files.every((file) => showsChange(file, nowMs))) return undefined;
  const lines = files.map(({ ino, size, mtimeMs, ctimeMs }) => `${ino} ${size} ${mtimeMs} ${ctimeMs}`);
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex').slice(0, 32);
}

/** The stamp of the files of a row now; undefined if one is missing. */
export async function stampNow({ given }: ManifestRow, { columns, factsOf, nowMs }: RowReader): Promise<string | undefined> {
  const files: ChangeFacts[] = [];
  for (const { key } of columns.media) {
    for (const text of textsOf(given[key])) {
      const source = parseSource(text);
      if ('problem' in source) return undefined;
      if (source.from !== 'file') continue;
      const facts = await factsOf(source.path);
      if (!facts) return undefined;
      files.push(facts);
    }
  }
  return stampOf(files, nowMs());
}
