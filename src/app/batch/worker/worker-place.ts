import type { Vendor } from '../../../vendors/vendor.ts';
import type { Outcome } from '../../call/call.ts';
import type { Artifact } from '../../files/artifacts.ts';
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
  /** Keeps the pictures and clips of an answer, where that is asked for; undefined where they could not be kept. */
  save(row: ManifestRow, outcome: Outcome): Promise<readonly Artifact[] | undefined>;
  /** Told of each row that ended. */
  ended: (body: RowBody) => void;
}

/** What the ledger keeps of an answer: nothing that the service wrote about a person, and no path of this machine. */
export function ledgerBody({ response: _, endpoint: __, artifacts, ...body }: RowBody): RowBody {
  if (!Array.isArray(artifacts) || artifacts.length === 0) return body;
  return { ...body, artifacts: artifacts.map(({ path: ___, ...facts }: Artifact) => facts) };
}

const nowhere = { passed: {}, extra: {} } as const;

/** The row of a job, and the digest of all that is sent. Throws where the job was sealed with another key. */
export function rowOfJob({ sealed, key }: Pick<RowJob, 'sealed' | 'key'>, batchKey: string): { row: ManifestRow; digest: string } {
  const { digest, ...row } = unseal(sealed, batchKey, key) as Pick<ManifestRow, 'row' | 'line' | 'id' | 'given'> & { digest: string };
  return { row: { ...row, ...nowhere }, digest };
}

/** Names a row and its generation. */
export const rowName = ({ key, generation }: Pick<ClaimedRow, 'key' | 'generation'>): string => `${key}-${generation}`;
