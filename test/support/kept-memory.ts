import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** The bytes that are in use after all garbage is collected, in V8's heap and outside it. */
function usedMemory(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // Several turns are needed, because objects that the first one frees hold other memory.
  for (let turn = 0; turn < 3; turn += 1) collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** The bytes that `work` keeps for each row while its result is held. A first run of `work` loads the code that stays in memory. */
export async function keptPerRow<T>(rows: number, work: (rows: number) => Promise<T>): Promise<{ bytes: number; result: T }> {
  await work(Math.ceil(rows / 10));
  const before = usedMemory();
  const result = await work(rows);
  return { bytes: (usedMemory() - before) / rows, result };
}
