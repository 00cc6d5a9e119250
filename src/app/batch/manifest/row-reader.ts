import { createBufferPool } from '../../../core/buffer-pool.ts';
import type { Action } from '../../../core/declare/action.ts';
import type { Runtime } from '../../../runtime.ts';
import { mediaIo } from '../../input/read-value.ts';
import { columnsOf } from './columns.ts';
import { idleFileBytes } from './file-buffers.ts';
import { FileDigests } from './file-digests.ts';
import { mediaRootOf, rootedFacts, rootedIo } from './media-root.ts';
import type { RowReader } from './prepare-row.ts';

/** Reads the rows of a manifest, or of a batch whose files are under `mediaRoot`. Both paths are as the user gave them. */
export function rowReaderFor(
  action: Action,
  { manifest, mediaRoot, commandFlags }: { manifest: string; mediaRoot: string | undefined; commandFlags?: ReadonlySet<string> },
  runtime: Runtime,
): RowReader {
  const io = mediaIo(runtime);
  const root = mediaRootOf(manifest, mediaRoot, runtime.cwd);
  return {
    action,
    columns: columnsOf(action, commandFlags),
    root,
    ioInto: (buffers, note) => rootedIo(io, root, runtime.fs, buffers, note),
    factsOf: (path) => rootedFacts(path, root, runtime.fs),
    nowMs: runtime.nowMs,
    buffers: createBufferPool(idleFileBytes),
    realpath: (path) => runtime.fs.realpath(path),
    digests: new FileDigests(),
  };
}
