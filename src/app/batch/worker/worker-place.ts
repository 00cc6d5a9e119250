import type { Vendor } from '../../../vendors/vendor.ts';
import type { BatchRegister } from '../engine/batch-register.ts';
import type { ClaimedRow, Ledger } from '../engine/ledger.ts';
import type { RowJob } from '../engine/row-queue.ts';
import { unseal } from '../engine/seal.ts';
import type { RowJournal } from '../journal/open-journal.ts';
import type { ManifestRow } from '../manifest/read-manifest.ts';
import type { RowCaller } from '../run/call-row.ts';
import type { ResultReader } from '../run/read-later.ts';
import type { RowBody } from '../run/row-body.ts';

/** A worker's place in a batch. */
export interface WorkerPlace {
  batch: string;
  batchKey: string;
  /** Its name in the ledger. */
  worker: string;
  /** Of this process. */
  token: string;
  vendor: Vendor;
  journal: RowJournal;
  ledger: Ledger;
  register: BatchRegister;
  caller: RowCaller;
  /** Reads results that are not final at once. */
  reader: ResultReader;
  /** How long a call may take at the most, and how long its answer may be on its way into the ledger. */
  deadlineS: number;
  nowMs(): number;
  /** Told of each row that ended. */
  ended: (body: RowBody) => void;
}

/** What the ledger keeps of an answer: nothing that the service wrote about a person, and no path of this machine. */
export function ledgerBody({ response: _, artifacts: __, endpoint: ___, ...body }: RowBody): RowBody {
  return body;
}

const nowhere = { passed: {}, extra: {} } as const;

/** The row of a job, and the digest of all that is sent. Throws where the job was sealed with another key. */
export function rowOfJob({ sealed, key }: Pick<RowJob, 'sealed' | 'key'>, batchKey: string): { row: ManifestRow; digest: string } {
  const { digest, ...row } = unseal(sealed, batchKey, key) as Pick<ManifestRow, 'row' | 'line' | 'id' | 'given'> & { digest: string };
  return { row: { ...row, ...nowhere }, digest };
}

/** Names a row and its generation. */
export const rowName = ({ key, generation }: Pick<ClaimedRow, 'key' | 'generation'>): string => `${key}-${generation}`;
