import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Bytes of memory that are in use when all garbage is collected, within V8's heap and outside. */
function usedMemory(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // What the first one frees holds on to other memory.
  for (let turn = 0; turn < 3; turn += 1) collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** What `work` leaves in memory for each of so many rows, as long as its result is held. `work` is done before once, for what is kept of code. */
export async function keptPerRow<T>(rows: number, work: (rows: number) => Promise<T>): Promise<{ bytes: number; result: T }> {
  await work(Math.ceil(rows / 10));
  const before = usedMemory();
  const result = await work(rows);
  return { bytes: (usedMemory() - before) / rows, result };
}
