import { createBufferPool } from '../../../core/buffer-pool.ts';
import type { World } from '../../call/world.ts';

/** A connection that was idle for longer may be closed as a call leaves, and then nothing says whether it was made. */
const paidIdleMs = 2000;

/** Enough for the bodies of several dozen calls in flight. */
const mostIdleBytes = 64 * 2 ** 20;

/** A world for many calls: a signal lets them end, and connections are kept while they are fresh. */
export function worldForRows(world: World): World {
  const { signal: _, ...sendOptions } = world.sendOptions;
  return { ...world, sendOptions, paidIdleMs, bodies: createBufferPool(mostIdleBytes) };
}
