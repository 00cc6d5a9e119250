import type { Vendor } from '../../../vendors/vendor.ts';
import type { Outcome } from '../../call/call.ts';
import type { Artifact } from '../../files/artifacts.ts';
import type { BatchRegister } from '../engine/batch-register.ts';
import type { ClaimedRow, Ledger } from '../engine/ledger.ts';
import type { RowJob } from '../engine/row-queue.ts';
import { unseal } from '../engine/seal.ts';
import type { RowJournal } from '../journal/open-journal.ts';
import type { ManifestRow } from '../manifest/read-manifest.ts';
import type { RowCallContext } from '../run/call-row.ts';
import type { ReadingContext } from '../run/read-later.ts';
import type { RowBody } from '../run/row-body.ts';

/** What a worker needs to work on a batch. */
export interface WorkerContext {
  batch: string;
  batchKey: string;
  /** The name of the worker in the ledger. */
  worker: string;
  /** Identifies this process in its claims. */
  token: string;
  vendor: Vendor;
  journal: RowJournal;
  ledger: Ledger;
  register: BatchRegister;
  callContext: RowCallContext;
  /** Reads results that are not final at once. */
  readingContext: ReadingContext;
  /** The longest time from a claim until its outcome must be in the ledger: for the call, and for writing the outcome. */
  deadlineS: number;
  nowMs(): number;
  /** Saves the pictures and clips of an answer if the user wants that. Resolves to undefined if they could not be saved. */
  save(row: ManifestRow, outcome: Outcome): Promise<readonly Artifact[] | undefined>;
  /** Called with the result of each row that ended. */
  ended: (body: RowBody) => void;
}

/** What the ledger stores of a result: nothing that the service wrote about a person, and no path of this machine. */
export function ledgerBody({ response: _, endpoint: __, artifacts, ...body }: RowBody): RowBody {
  if (!Array.isArray(artifacts) || artifacts.length === 0) return body;
  return { ...body, artifacts: artifacts.map(({ path: ___, ...facts }: Artifact) => facts) };
}

const nothingCopied = { copied: {}, extra: {} } as const;

/** The row of a job, and the digest of everything that is sent. Throws if the job was sealed with another key. */
export function rowOfJob({ sealed, key }: Pick<RowJob, 'sealed' | 'key'>, batchKey: string): { row: ManifestRow; digest: string } {
  const { digest, ...row } = unseal(sealed, batchKey, key) as Pick<ManifestRow, 'row' | 'line' | 'id' | 'given'> & { digest: string };
  return { row: { ...row, ...nothingCopied }, digest };
}

/** The name of a generation of a row. */
export const rowName = ({ key, generation }: Pick<ClaimedRow, 'key' | 'generation'>): string => `${key}-${generation}`;
