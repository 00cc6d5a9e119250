import { type Problem, usageProblem } from '../../../core/errors.ts';
import { parseSource, readSource } from '../../../media/read/source.ts';
import { textsOf } from '../../input/read-param.ts';
import { buffersForRow } from './file-buffers.ts';
import { stampNow } from './file-stamp.ts';
import { isOutsideRoot } from './media-root.ts';
import { prepareRow, type RowReader } from './prepare-row.ts';
import type { ManifestRow } from './read-manifest.ts';

/** Reads the SHA-256 of each file that a row was called with, by its flag; undefined if they are not known. */
type CalledWith = () => Promise<Readonly<Record<string, unknown>> | undefined>;

/** What is known of the files that a row was called with. */
export interface CalledFiles {
  calledWith: CalledWith;
  /** As of stampOf; empty if it is not known. With the same stamp, the files need not be read. */
  stamp?: string;
}

/**
 * True if each file of the row has exactly the bytes that were sent, or does not exist any more. This is much faster than reading the row
 * as for a call. False proves nothing: a file may contain the bytes as base64, or a column may have several files.
 */
async function haveSameBytes({ given }: ManifestRow, calledWith: CalledWith, reader: RowReader): Promise<boolean> {
  const { columns, root, realpath, digests } = reader;
  const buffers = buffersForRow(reader.buffers);
  const io = reader.ioInto(buffers);
  for (const { flag, key } of columns.media) {
    const [text, ...others] = textsOf(given[key]);
    if (text === undefined) continue;
    const source = parseSource(text);
    if (others.length > 0 || 'problem' in source || source.from !== 'file') return false;
    if (await isOutsideRoot(source.path, root, realpath)) return false;
    const bytes = await readSource(source, io);
    // The journal is read only for files that exist.
    if (!('problem' in bytes) && digests.of(key, bytes) !== (await calledWith())?.[flag]) return false;
  }
  buffers.release();
  return true;
}

/** What to do if a file has changed. The answer of the row stays, because it belongs to the old file. */
const newFile = 'keep the row, give the new file another name, and add a row with a new id for it';

/** Reports files of a called row that have changed since. A missing file is not a problem, because only the answer is needed. */
export async function replacedFiles(row: ManifestRow, { calledWith, stamp }: CalledFiles, reader: RowReader): Promise<Problem[]> {
  if (stamp && stamp === (await stampNow(row, reader))) return [];
  if (await haveSameBytes(row, calledWith, reader)) return [];
  const media = (await calledWith()) ?? {};
  if (Object.keys(media).length === 0) return [];
  const now = await prepareRow(row, reader, false);
  now.release();
  return Object.entries(now.media)
    .filter(([flag, digest]) => media[flag] !== undefined && media[flag] !== digest)
    .map(([flag]) => usageProblem(`--${flag}`, 'has changed since the row was called', newFile));
}
