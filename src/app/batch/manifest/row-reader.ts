import type { Action } from '../../../core/declare/action.ts';
import type { Runtime } from '../../../runtime.ts';
import { mediaIo } from '../../input/read-value.ts';
import { columnsOf } from './columns.ts';
import { FileDigests } from './file-digests.ts';
import { mediaRootOf, rootedIo } from './media-root.ts';
import type { RowReader } from './prepare-row.ts';

/** Reads the rows of a manifest, or of a batch whose files are under `mediaRoot`. Paths are those that the user gave. */
export function rowReaderFor(
  action: Action,
  { manifest, mediaRoot }: { manifest: string; mediaRoot: string | undefined },
  runtime: Runtime,
): RowReader {
  const root = mediaRootOf(manifest, mediaRoot, runtime.cwd);
  return {
    action,
    columns: columnsOf(action),
    root,
    io: rootedIo(mediaIo(runtime), root),
    realpath: (path) => runtime.fs.realpath(path),
    digests: new FileDigests(),
  };
}
