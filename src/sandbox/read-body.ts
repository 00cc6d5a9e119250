export interface ReadLimits {
  /** More than this is no part of what is read. */
  keptBytes: number;
  /** What is read and dropped beyond that: a client that is cut off while it sends sees a reset, not the answer. */
  drainedBytes: number;
}

export interface ReadBody {
  body: Buffer;
  /** What arrived in all; more than `body` holds where its end was dropped. */
  bodyBytes: number;
  /** There was still more to come. */
  isCutOff: boolean;
}

/** Reads a body up to its limits. */
export async function readBody(chunks: AsyncIterable<Buffer>, { keptBytes, drainedBytes }: ReadLimits): Promise<ReadBody> {
  const kept: Buffer[] = [];
  let bodyBytes = 0;
  for await (const chunk of chunks) {
    bodyBytes += chunk.length;
    if (bodyBytes <= keptBytes) kept.push(chunk);
    if (bodyBytes > drainedBytes) break;
  }
  return { body: Buffer.concat(kept), bodyBytes, isCutOff: bodyBytes > drainedBytes };
}
