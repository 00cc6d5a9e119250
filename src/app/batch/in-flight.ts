/** Works on items as they come, at most `limit` at a time, and takes the next one only when there is room for it. The first failure ends it. */
export async function inFlight<T>(items: AsyncIterable<T>, limit: number, work: (item: T) => Promise<void>): Promise<void> {
  const running = new Set<Promise<void>>();
  let failed: { failure: unknown } | undefined;
  for await (const item of items) {
    const one: Promise<void> = work(item)
      .catch((failure: unknown) => {
        failed ??= { failure };
      })
      .finally(() => running.delete(one));
    running.add(one);
    if (running.size >= limit) await Promise.race(running);
    if (failed) break;
  }
  await Promise.all(running);
  if (failed) throw failed.failure;
}
