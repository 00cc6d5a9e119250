import type { ClaimedRow } from '../engine/ledger.ts';
import type { JournalRecord, OfFiles } from '../journal/record.ts';
import type { IssuedToken } from '../run/issued-token.ts';
import { type RowBody, unsureBody } from '../run/row-body.ts';
import { sealLater } from './later-row.ts';
import { rowsMissingInLedger } from './ledger-check.ts';
import { ledgerBody, rowName, type WorkerContext } from './worker-context.ts';

type RepairContext = Pick<WorkerContext, 'batch' | 'batchKey' | 'worker' | 'journal' | 'ledger' | 'nowMs'>;

const filesOf = ({ media }: OfFiles): OfFiles => (media ? { media } : {});

/** Writes the last state of a row in the journal to the ledger. */
async function writeToLedger(
  record: JournalRecord,
  claimed: ClaimedRow,
  { journal, ledger, batchKey, nowMs }: RepairContext,
): Promise<void> {
  const { key, generation, token, worker } = claimed;
  if (record.type === 'outcome') await ledger.settle(claimed, ledgerBody(record.result));
  else if (record.type === 'issued') {
    const { facts, ...issued } = record.issued as unknown as IssuedToken & { facts: RowBody };
    await ledger.postpone(claimed, sealLater({ issued, deadlineMs: issued.deadlineMs, facts }, batchKey, key));
  } else if (record.type === 'unsure')
    await ledger.settle(claimed, { ...unsureBody(record.reason, record.at), ...filesOf(record), worker });
  else if (record.type === 'intent') {
    const reason = 'the worker ended before the answer came';
    await journal.append({ type: 'unsure', key, generation, token, at: record.at, reason, ...filesOf(record) });
    await ledger.settle(claimed, { ...unsureBody(reason, new Date(nowMs()).toISOString()), ...filesOf(record), worker });
  }
}

/**
 * Runs before a worker begins. It adds to the ledger what only the journal knows. It also takes back claims of this worker that have no
 * intent in its journal, because their calls were never sent. Resolves to the number of rows that the ledger had lost.
 */
export async function repairLedger(context: RepairContext): Promise<number> {
  const { batch, worker, journal, ledger } = context;
  const names = [...journal.states].map(([key, { generation }]) => rowName({ key, generation }));
  const missing = await rowsMissingInLedger(context, names);
  const open = new Set([...missing, ...(await ledger.open(batch))]);
  for (const [key, state] of journal.states) {
    const { generation } = state;
    if (!open.has(rowName({ key, generation }))) continue;
    const record = await journal.read(state.span);
    await writeToLedger(record, { batch, key, generation, token: record.token ?? '', worker }, context);
  }
  // A copy of a journal lacks what the original recorded later, so a missing intent proves nothing.
  if (journal.isCopy) return missing.length;
  for (const { key, generation, token } of await ledger.claimsOf(batch, worker)) {
    if (journal.states.get(key)?.generation === generation) continue;
    await ledger.release({ batch, key, generation, token, worker });
  }
  return missing.length;
}
