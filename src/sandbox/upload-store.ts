import { uploadLifetimeS } from './upload-urls.ts';
import type { Reply } from './wire/reply.ts';

/** What was uploaded, in memory, until it expires or newer files need its room. */
export interface UploadStore {
  put(path: string, bytes: Buffer, nowMs: number): void;
  get(path: string, nowMs: number): Buffer | undefined;
}

const maxTotalBytes = 64 * 2 ** 20;
const maxFiles = 200;

export function createUploadStore(): UploadStore {
  // In the order of their arrival: the first is the oldest.
  const files = new Map<string, { bytes: Buffer; storedMs: number }>();

  const overfull = (): boolean => {
    let total = 0;
    for (const { bytes } of files.values()) total += bytes.length;
    return total > maxTotalBytes || files.size > maxFiles;
  };
  const isOld = (storedMs: number, nowMs: number): boolean => nowMs - storedMs >= uploadLifetimeS * 1000;

  return {
    put(path, bytes, nowMs) {
      for (const [name, { storedMs }] of files) if (isOld(storedMs, nowMs)) files.delete(name);
      files.delete(path);
      files.set(path, { bytes, storedMs: nowMs });
      for (const name of files.keys()) if (overfull()) files.delete(name);
    },
    get(path, nowMs) {
      const file = files.get(path);
      return file && !isOld(file.storedMs, nowMs) ? file.bytes : undefined;
    },
  };
}

/** Whatever was uploaded, no browser shall take it for a page of this origin. */
export const uploadedFile = (bytes: Buffer): Reply => ({
  status: 200,
  headers: { 'Content-Type': 'application/octet-stream', 'Content-Disposition': 'attachment', 'X-Content-Type-Options': 'nosniff' },
  body: bytes,
});
