import { expect, it } from 'vitest';
import type { LedgerRow } from '../../../src/app/batch/engine/ledger.ts';
import { RowServer } from '../../../src/app/batch/worker/serve-row.ts';
import type { WorkerContext } from '../../../src/app/batch/worker/worker-context.ts';

it('a row that the queue delivers twice to one process is served once while the first delivery is running', async () => {
  let goOn = (_: LedgerRow): void => undefined;
  const answer = new Promise<LedgerRow>((resolve) => {
    goOn = resolve;
  });
  let looks = 0;
  const look = (): Promise<LedgerRow> => {
    looks += 1;
    return answer;
  };
  const context = { batch: 'b', journal: { states: new Map() }, ledger: { look } } as unknown as WorkerContext;
  const server = new RowServer(context, 'now');
  const job = { key: '0'.repeat(32), generation: 0, tag: '', sealed: '' };
  const first = server.serve(job);
  expect(await server.serve(job)).toEqual({ againMs: 30_000 });
  expect(looks).toBe(1);
  goOn({ outcome: { verdict: 'pass' } } as unknown as LedgerRow);
  expect(await first).toBe('done');
  // Then the row is served again like any other row.
  expect([await server.serve(job), looks]).toEqual(['done', 2]);
});
