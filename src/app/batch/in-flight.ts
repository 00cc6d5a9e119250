/** Works on items as they come, at most `limit` at a time, and takes the next one only when there is room for it. The first failure ends it. */
export async function inFlight<T>(items: AsyncIterable<T>, limit: number, work: (item: T) => Promise<void>): Promise<void> {
  let running = 0;
  let failed: { failure: unknown } | undefined;
  let wake = (): void => undefined;
  // One promise at a time: a race of all that run would leave a trace of each item with those that run for long.
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
