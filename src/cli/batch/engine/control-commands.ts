import type { LedgerBatch } from '../../../app/batch/engine/batch-register.ts';
import { initLedger, ledgerState } from '../../../app/batch/engine/ledger-tables.ts';
import { initQueue, openRowQueue, queueSchemaState } from '../../../app/batch/engine/row-queue.ts';
import { requireTables } from '../../../app/batch/engine/table-state.ts';
import { problemsError, usageProblem } from '../../../core/errors.ts';
import { plural, withCommas } from '../../../core/text/printable.ts';
import { waitInWords } from '../../../core/text/wait-in-words.ts';
import { plainOptions, printValue } from '../../flags/plain-options.ts';
import type { Handler, Invocation } from '../../handler.ts';
import { type BatchKey, keyPathOf, requireBatchKey } from './key-file.ts';
import { type Engine, requireBatch, withEngine } from './open-engine.ts';

type Queue = ReturnType<typeof openRowQueue>;

/** Works on the queue and the ledger of the batch that the command names. */
async function withBatch<T>(invocation: Invocation, use: (engine: Engine, queue: Queue, key: BatchKey) => Promise<T>): Promise<T> {
  const { runtime, args } = invocation;
  const key = await requireBatchKey(await keyPathOf(args[0] ?? '', runtime), runtime.fs);
  return withEngine(invocation, async (engine) => {
    const queue = openRowQueue(key.batch, engine.database);
    try {
      return await use(engine, queue, key);
    } finally {
      await queue.close();
    }
  });
}

/** `idv batch init`: creates the tables, or upgrades them. */
export const initEngine: Handler = async (invocation) => {
  const { runtime, options: raw } = invocation;
  plainOptions(raw, runtime);
  const make = async ({ database }: Engine): Promise<void> => {
    await initQueue(database);
    await initLedger(database);
    requireTables(await queueSchemaState(database), await ledgerState(database.query));
  };
  await withEngine(invocation, make, { tables: false });
  runtime.stdout.write('the tables are ready\n');
  return 0;
};

/** `idv batch status`: only from the ledger, because "completed" in the queue does not mean a result. */
export const batchStatus: Handler = async (invocation) => {
  const { runtime, options: raw } = invocation;
  const plain = plainOptions(raw, runtime);
  const status = await withBatch(invocation, async ({ register }, queue, { batch }) => {
    const { rows, paused, closed, action } = await requireBatch({ register }, batch);
    const counts = await register.counts(batch);
    const perSecond = Number((await register.perSecond(batch)).toFixed(2));
    const { waiting = 0, delayed = 0 } = await queue.counts();
    const waitingRows = counts.find(({ kind }) => kind === 'waiting')?.rows ?? 0;
    return {
      batch,
      action,
      rows,
      waiting: waitingRows,
      perSecond,
      leftSeconds: waitingRows === 0 ? 0 : perSecond > 0 ? Math.round(waitingRows / perSecond) : null,
      queued: waiting + delayed,
      paused,
      closed,
      outcomes: Object.fromEntries(counts.filter(({ kind }) => kind !== 'waiting').map(({ kind, rows: count }) => [kind, count])),
    };
  });
  const text = (): string => {
    const lines = [...Object.entries(status.outcomes), ['waiting', status.waiting] as const].map(
      ([kind, count]) => `  ${kind.padEnd(10)} ${withCommas(count).padStart(9)}\n`,
    );
    const stopped = status.closed ? 'cancelled\n' : status.paused === null ? '' : `paused: ${status.paused}\n`;
    const left = status.leftSeconds === null || status.waiting === 0 ? '' : `, ${waitInWords(status.leftSeconds * 1000)} left`;
    const pace = `  ${status.perSecond} per second over the last minute${left}\n`;
    return `${status.batch}  ${status.action}, ${withCommas(status.rows)} rows\n${stopped}${lines.join('')}${pace}`;
  };
  await printValue(runtime, status, text, plain);
  return 0;
};

/** A command that does one thing with a batch, and confirms it. */
const control =
  (work: (batch: LedgerBatch, queue: Queue, register: Engine['register']) => Promise<void>, done: string): Handler =>
  async (invocation) => {
    plainOptions(invocation.options, invocation.runtime);
    await withBatch(invocation, async ({ register }, queue, { batch }) => work(await requireBatch({ register }, batch), queue, register));
    invocation.runtime.stdout.write(`${done}\n`);
    return 0;
  };

export const pauseBatch = control(async ({ batch }, queue, register) => {
  await register.mark(batch, 'by idv batch pause');
  await queue.pause();
}, 'paused: calls in flight will finish');

export const resumeBatch = control(async ({ batch, closed }, queue, register) => {
  if (closed)
    throw problemsError([
      usageProblem('<manifest>', 'was cancelled', 'submit the manifest again: rows with an answer are not called again'),
    ]);
  await register.mark(batch, null);
  await queue.resume();
}, 'resumed');

export const cancelBatch = control(async ({ batch }, queue, register) => {
  await queue.pause();
  await queue.drain();
  await register.mark(batch, 'cancelled', true);
}, 'cancelled: calls in flight will finish, and the results so far stay');

/** `idv batch purge`: removes the batch from queue and ledger, and deletes its key. */
export const purgeBatch: Handler = async (invocation) => {
  const { runtime, options: raw, args } = invocation;
  const problems =
    raw.yes === true
      ? []
      : [
          usageProblem(
            '--yes',
            'is needed: without the ledger, the same rows would be paid for again',
            'save the results first, then add --yes',
          ),
        ];
  plainOptions(raw, runtime, problems);
  await withBatch(invocation, async ({ register }, queue, { batch }) => {
    const running = (await register.counts(batch)).find(({ kind }) => kind === 'running');
    if (running)
      throw problemsError([
        usageProblem('<manifest>', `${plural(running.rows, 'row is', 'rows are')} in flight`, 'cancel the batch, and wait for its workers'),
      ]);
    await queue.pause();
    await queue.remove();
    await register.purge(batch);
  });
  await runtime.fs.unlink(await keyPathOf(args[0] ?? '', runtime));
  runtime.stdout.write('the batch was removed from the engine\n');
  return 0;
};
