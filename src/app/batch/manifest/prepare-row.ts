import { createHash } from 'node:crypto';
import type { BufferPool } from '../../../core/buffer-pool.ts';
import type { Action } from '../../../core/declare/action.ts';
import { type Problem, usageProblem } from '../../../core/errors.ts';
import { type BodyValue, isMediaValue, type Media } from '../../../core/http.ts';
import { isRecord } from '../../../core/json.ts';
import type { MediaIo } from '../../../media/read/load.ts';
import { parseSource } from '../../../media/read/source.ts';
import type { RawInput } from '../../input/raw-input.ts';
import { type Input, readInput } from '../../input/read-input.ts';
import { textsOf } from '../../input/read-param.ts';
import type { Columns } from './columns.ts';
import { buffersForRow, type RowBuffers } from './file-buffers.ts';
import type { FileDigests } from './file-digests.ts';
import { type ChangeFacts, stampOf } from './file-stamp.ts';
import { isOutsideRoot, type MediaRoot } from './media-root.ts';
import type { ManifestRow } from './read-manifest.ts';

/** What is needed to read the rows of a manifest. */
export interface RowReader {
  action: Action;
  columns: Columns;
  root: MediaRoot;
  /** Reads by the paths of the manifest, into the memory of a row. */
  ioInto(buffers: Pick<RowBuffers, 'take'>, note?: (facts: ChangeFacts) => void): MediaIo;
  /** Undefined for a file that cannot be opened. */
  factsOf(path: string): Promise<ChangeFacts | undefined>;
  nowMs(): number;
  /** Memory for the files of all rows. */
  buffers: BufferPool;
  realpath(path: string): Promise<string>;
  digests: FileDigests;
}

/** A row whose files were read. */
export interface PreparedRow {
  input: Input;
  /** SHA-256 of each file in hex, by the name of its column. If a column has several files, the name gets a number. */
  media: Readonly<Record<string, string>>;
  /** Digest of everything that is sent: 16 bytes, in hex. */
  digest: string;
  /** As of stampOf, from before the files were read. */
  stamp(): string | undefined;
  problems: readonly Problem[];
  /** To be called when nothing reads the files any more. Other rows then use their memory. Not calling it is safe, but costs memory. */
  release(): void;
}

const hex = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Digest of the values of a row as they are written: 16 bytes in hex. No file is read for it. */
export const writtenDigest = (given: RawInput): string =>
  hex(JSON.stringify(Object.entries(given).sort(([a], [b]) => (a < b ? -1 : 1)))).slice(0, 32);

/** Media at any depth, by wire path. */
function* mediaIn(value: BodyValue, path: string): Generator<[string, Media]> {
  if (isMediaValue(value)) yield [path, value];
  else if (Array.isArray(value)) for (const entry of value) yield* mediaIn(entry, path);
  else if (isRecord(value)) for (const [name, member] of Object.entries(value)) yield* mediaIn(member as BodyValue, `${path}.${name}`);
}

function digestsOf({ values, uploads }: Input, { columns: { media }, digests: files }: RowReader): Record<string, string> {
  const found = [
    ...Object.entries(values).flatMap(([name, value]) => [...mediaIn(value, name)]),
    ...uploads.map(({ upload, media: file }) => [`--${upload.flag}`, file] as const),
  ];
  const digests: Record<string, string> = {};
  for (const [path, { bytes }] of found) {
    const flag = media.find(({ key }) => key === path)?.flag ?? path;
    const several = found.filter(([other]) => other === path).length > 1;
    const number = Object.keys(digests).filter((name) => name.startsWith(`${flag}-`)).length + 1;
    digests[several ? `${flag}-${number}` : flag] = files.of(path, bytes);
  }
  return digests;
}

/** Reports paths that no row may have. */
async function pathProblems({ given }: ManifestRow, { columns, root, realpath }: RowReader): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const { flag, key } of columns.media) {
    for (const text of textsOf(given[key])) {
      const source = parseSource(text);
      if (text === '-') problems.push(usageProblem(`--${flag}`, 'is standard input', 'give a path'));
      else if (!('problem' in source) && source.from === 'file' && (await isOutsideRoot(source.path, root, realpath)))
        problems.push({
          category: 'media',
          flag: `--${flag}`,
          message: `${source.label} is outside of --media-root`,
          hint: 'move it inside, or name a folder above both',
        });
    }
  }
  return problems;
}

/** Reports files that one row uses twice: the service would compare a face with itself. */
function twiceProblems(media: Readonly<Record<string, string>>): Problem[] {
  const entries = Object.entries(media);
  return entries.flatMap(([flag, digest], index) => {
    const earlier = entries.slice(0, index).find(([, other]) => other === digest);
    return earlier ? [usageProblem(`--${flag}`, `is the same file as --${earlier[0]}`, 'give two files')] : [];
  });
}

const nothingRead: Input = { values: {}, uploads: [], problems: [], notices: [] };

/** Reads the files of a row, and checks all of its values. With `preflight: false`, the contents of the files are not checked. */
export async function prepareRow(row: ManifestRow, reader: RowReader, preflight: boolean): Promise<PreparedRow> {
  const wrongPaths = await pathProblems(row, reader);
  const nothing = { input: nothingRead, media: {}, digest: '', stamp: () => undefined, release: () => undefined };
  if (wrongPaths.length > 0) return { ...nothing, problems: wrongPaths };
  const buffers = buffersForRow(reader.buffers);
  const files: ChangeFacts[] = [];
  const sinceMs = reader.nowMs();
  const io = reader.ioInto(buffers, (facts) => files.push(facts));
  const input = await readInput(reader.action, row.given, io, preflight);
  const media = digestsOf(input, reader);
  const digest = hex(`${writtenDigest(row.given)} ${Object.values(media).join(' ')}`).slice(0, 32);
  const problems = [...input.problems, ...twiceProblems(media)];
  return { input, media, digest, stamp: () => stampOf(files, sinceMs), problems, release: buffers.release };
}
