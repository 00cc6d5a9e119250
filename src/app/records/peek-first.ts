/** The first piece that is not blank decides the format; it is then read again with the others. */
export async function peekFirst(source: AsyncIterator<string>): Promise<{ first: string; all: AsyncIterable<string> }> {
  let read = '';
  let done: boolean | undefined = false;
  while (!done && read.trim() === '') {
    const next = await source.next();
    done = next.done;
    if (!next.done) read += next.value;
  }
  async function* all(): AsyncGenerator<string> {
    yield read;
    for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
  }
  return { first: read.trimStart(), all: all() };
}
