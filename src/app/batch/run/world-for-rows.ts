import type { World } from '../../call/world.ts';

/** A connection that was idle for longer may be closed as a call leaves, and then nothing says whether it was made. */
const paidIdleMs = 2000;

/** A world for many calls: a signal lets them end, and connections are kept while they are fresh. */
export function worldForRows(world: World): World {
  const { signal: _, ...sendOptions } = world.sendOptions;
  return { ...world, sendOptions, paidIdleMs };
}
