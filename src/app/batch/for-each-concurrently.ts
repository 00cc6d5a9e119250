/**
 * Calls `work` for each item, with at most `limit` calls running at the same time. After the first failure no further item is taken;
 * running calls are waited for, and then the failure is thrown.
 */
export async function forEachConcurrently<T>(items: AsyncIterable<T>, limit: number, work: (item: T) => Promise<void>): Promise<void> {
  let running = 0;
  let failed: { failure: unknown } | undefined;
  let wake = (): void => undefined;
  // A new promise for each wait. `Promise.race` over all running calls would add a callback to the slow ones each time.
  const nextEnd = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
    });
  const begin = async (item: T): Promise<void> => {
    try {
      await work(item);
    } catch (failure) {
      failed ??= { failure };
    }
    running -= 1;
    wake();
  };
  try {
    for await (const item of items) {
      running += 1;
      void begin(item);
      if (running >= limit && !failed) await nextEnd();
      if (failed) break;
    }
  } finally {
    while (running > 0) await nextEnd();
  }
  if (failed) throw failed.failure;
}
