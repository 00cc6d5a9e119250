/** The length of a part in characters, about a hundred lines of a manifest. All results of a part are in memory until they are taken. */
const partLength = 4096;

/** A part never ends within a surrogate pair: a reader that encodes each part as UTF-8 would lose the character. */
async function* partsOf(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const piece of pieces) {
    for (let [from, to] = [0, 0]; from < piece.length; from = to) {
      to = from + partLength;
      if (/[\ud800-\udbff]/.test(piece[to - 1] ?? '')) to += 1;
      yield piece.slice(from, to);
    }
  }
}

/**
 * Turns a reader with callbacks into a generator. `read` gets the pieces in small parts. It gets the next part only after all results of
 * the last one were taken, so memory does not grow with the length of the file.
 */
export async function* generatorFrom<T>(
  pieces: AsyncIterable<string>,
  read: (pieces: AsyncIterable<string>, emit: (item: T) => void) => Promise<void>,
): AsyncGenerator<T> {
  const queue: T[] = [];
  let wake = (): void => undefined;
  let requestNext = (): void => undefined;
  let state: { done: boolean; failure?: unknown } = { done: false };
  async function* paced(): AsyncGenerator<string> {
    for await (const part of partsOf(pieces)) {
      yield part;
      const taken = new Promise<void>((resolve) => {
        requestNext = resolve;
      });
      wake();
      await taken;
    }
  }
  const end = (fault: { failure?: unknown }): void => {
    state = { done: true, ...fault };
    wake();
  };
  const reading = read(paced(), (item) => void queue.push(item)).then(
    () => end({}),
    (failure: unknown) => end({ failure }),
  );
  for (;;) {
    const woken = new Promise<void>((resolve) => {
      wake = resolve;
    });
    yield* queue.splice(0);
    if (queue.length > 0) continue;
    if (state.done) break;
    requestNext();
    await woken;
  }
  await reading;
  if ('failure' in state) throw state.failure;
}
