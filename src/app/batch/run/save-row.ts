import { join } from 'node:path';
import { IdvError } from '../../../core/errors.ts';
import type { Runtime } from '../../../runtime.ts';
import type { Outcome } from '../../call/call.ts';
import type { World } from '../../call/world.ts';
import { type Artifact, saveArtifacts } from '../../files/artifacts.ts';
import { fileTransportFor } from '../../files/file-exchange.ts';
import { makeFolder } from '../../files/make-folder.ts';
import { idOf } from '../manifest/check-manifest.ts';
import type { ManifestRow } from '../manifest/read-manifest.ts';

/** Where the pictures and clips of answers are kept. */
export interface SaveDir {
  dir: string;
  force: boolean;
}

/** The folder of a row, such as `000017-anna`. Folders sort in the order of the rows, and every id gives a valid name. */
const folderOf = (row: ManifestRow): string =>
  `${String(row.row).padStart(6, '0')}-${idOf(row)
    .replace(/[^A-Za-z0-9._-]+/g, '_')
    .slice(0, 60)}`;

/** Saves the pictures and clips of an answer in a folder for its row. If that fails, gives a notice and resolves to undefined. */
export async function saveRow(
  row: ManifestRow,
  { plan, answer }: Outcome,
  { dir: parent, force }: SaveDir,
  { world, notice }: { world: World; notice(text: string): void },
  { fs, uuid }: Pick<Runtime, 'fs' | 'uuid'>,
): Promise<readonly Artifact[] | undefined> {
  if (!plan.action || answer.kind !== 'result') return [];
  const dir = join(parent, folderOf(row));
  try {
    await makeFolder(dir, fs);
    const target = { dir, force, uuid };
    const { artifacts, fault } = await saveArtifacts(plan.action, answer.fields, target, fs, fileTransportFor(world, plan.endpoint));
    if (fault) throw fault;
    return artifacts;
  } catch (error) {
    notice(`${dir}: ${error instanceof IdvError ? error.message : 'cannot be written'}`);
    return undefined;
  }
}
