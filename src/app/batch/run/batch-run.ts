import type { Runtime } from '../../../runtime.ts';
import type { Vendor } from '../../../vendors/vendor.ts';
import type { RowJournal } from '../journal/open-journal.ts';
import type { ManifestRow } from '../manifest/read-manifest.ts';
import type { RowEntry, RowIndex } from '../manifest/row-index.ts';
import type { RowCaller } from './call-row.ts';
import type { Results } from './results.ts';
import type { SaveDir } from './save-row.ts';
import type { Slots } from './slots.ts';
import type { RowTally } from './tally.ts';

/** A checked manifest, and all that its rows are called with in this process. */
export interface BatchRun {
  path: string;
  index: RowIndex;
  journal: RowJournal;
  vendor: Vendor;
  caller: RowCaller;
  /** Slots of the action that reads the results of tokens; those of the caller where the action itself reads. */
  readingSlots: Slots;
  tally: RowTally;
  results: Results;
  concurrency: number;
  showPii: boolean;
  /** Of `--wait-timeout`. */
  waitTimeoutS: number | undefined;
  saveDir: SaveDir | undefined;
}

/** One row at work: what is written of it goes to the journal under its key. */
export interface RowWork {
  row: ManifestRow;
  entry: RowEntry;
  generation: number;
}

/** What a run needs of the world outside, the calls apart. */
export type RunRuntime = Pick<Runtime, 'fs' | 'readStdin' | 'signal' | 'nowMs' | 'uuid'>;
