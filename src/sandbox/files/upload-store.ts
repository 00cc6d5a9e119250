import type { Reply } from '../wire/reply.ts';

/** Uploaded files, in memory. A file is dropped when it expires, or when newer files need its space. */
export interface UploadStore {
  /** Keeps a copy, because the memory of `bytes` is given to the next request. */
  put(path: string, bytes: Buffer, nowMs: number): void;
  /** Undefined if nothing was uploaded under the path, or if it has expired. */
  get(path: string, nowMs: number): Buffer | undefined;
}

export const uploadLifetimeS = 7200;
const maxTotalBytes = 64 * 2 ** 20;
const maxFiles = 200;

export function createUploadStore(): UploadStore {
  // In the order in which they arrived: the first is the oldest.
  const files = new Map<string, { bytes: Buffer; storedMs: number }>();

  const isTooFull = (): boolean => {
    let total = 0;
    for (const { bytes } of files.values()) total += bytes.length;
    return total > maxTotalBytes || files.size > maxFiles;
  };
  const isOld = (storedMs: number, nowMs: number): boolean => nowMs - storedMs >= uploadLifetimeS * 1000;

  return {
    put(path, bytes, nowMs) {
      for (const [name, { storedMs }] of files) if (isOld(storedMs, nowMs)) files.delete(name);
      files.delete(path);
      files.set(path, { bytes: Buffer.from(bytes), storedMs: nowMs });
      for (const name of files.keys()) if (isTooFull()) files.delete(name);
    },
    get(path, nowMs) {
      const file = files.get(path);
      return file && !isOld(file.storedMs, nowMs) ? file.bytes : undefined;
    },
  };
}

/** Answers with an uploaded file. The headers stop a browser from showing it as a page of the sandbox. */
export const storedFileReply = (bytes: Buffer): Reply => ({
  status: 200,
  headers: { 'Content-Type': 'application/octet-stream', 'Content-Disposition': 'attachment', 'X-Content-Type-Options': 'nosniff' },
  body: bytes,
});
