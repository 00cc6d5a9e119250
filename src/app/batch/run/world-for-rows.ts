import { createBufferPool } from '../../../core/buffer-pool.ts';
import type { World } from '../../call/world.ts';

/** After a longer idle time, the server may close the connection while a call is sent. Then it is not known whether the call was made. */
const paidIdleMs = 2000;

/** Enough for the bodies of several dozen running calls. */
const mostIdleBytes = 64 * 2 ** 20;

/** A world for many calls. A signal does not interrupt running calls, and connections are reused only while they were used recently. */
export function worldForRows(world: World): World {
  const { signal: _, ...sendOptions } = world.sendOptions;
  return { ...world, sendOptions, paidIdleMs, bodies: createBufferPool(mostIdleBytes) };
}
