import { openRowQueue } from '../../../app/batch/engine/row-queue.ts';
import type { Engine } from './open-engine.ts';

async function withQueue(
  batch: string,
  { database }: Engine,
  use: (queue: ReturnType<typeof openRowQueue>) => Promise<void>,
): Promise<void> {
  const queue = openRowQueue(batch, database);
  try {
    await use(queue);
  } finally {
    await queue.close();
  }
}

/** Stops workers from taking further rows, and stores the reason for the status. */
export const pauseQueue = (batch: string, engine: Engine, why: string): Promise<void> =>
  withQueue(batch, engine, async (queue) => {
    // In this order, so that the reason is visible as soon as the queue stops.
    await engine.register.mark(batch, why);
    await queue.pause();
  });

export const resumeQueue = (batch: string, engine: Engine): Promise<void> =>
  withQueue(batch, engine, async (queue) => {
    await engine.register.mark(batch, null);
    await queue.resume();
  });
