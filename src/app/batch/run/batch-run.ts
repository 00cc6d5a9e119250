import type { Runtime } from '../../../runtime.ts';
import type { Vendor } from '../../../vendors/vendor.ts';
import type { RowJournal } from '../journal/open-journal.ts';
import type { ManifestRow } from '../manifest/read-manifest.ts';
import type { RowEntry, RowIndex } from '../manifest/row-index.ts';
import type { RowCallContext } from './call-row.ts';
import type { Results } from './results.ts';
import type { SaveDir } from './save-row.ts';
import type { Slots } from './slots.ts';
import type { RowTally } from './tally.ts';

/** A checked manifest, and everything that is needed to call its rows in this process. */
export interface BatchRun {
  path: string;
  index: RowIndex;
  journal: RowJournal;
  vendor: Vendor;
  callContext: RowCallContext;
  /** Slots of the action that reads the results of tokens. If the action itself reads results, these are the slots of `callContext`. */
  readingSlots: Slots;
  tally: RowTally;
  results: Results;
  concurrency: number;
  showPii: boolean;
  /** The value of `--wait-timeout`. */
  waitTimeoutS: number | undefined;
  saveDir: SaveDir | undefined;
}

/** A row that is being called. Its records go to the journal under the key in `entry`. */
export interface CalledRow {
  row: ManifestRow;
  entry: RowEntry;
  generation: number;
}

/** What a run needs from outside, besides what its calls need. */
export type RunRuntime = Pick<Runtime, 'fs' | 'readStdin' | 'signal' | 'nowMs' | 'uuid'>;
