import { constants } from 'node:fs';
import type { ConfigEnvironment, FileFacts } from '../settings.ts';

export interface TextFile {
  text: string;
  /** Of the very file that was read. */
  facts: FileFacts;
}

/**
 * Why there is no text: no such file; a folder above it that may not be looked into, so that there may be one; a file that may not be read;
 * a folder, a device or a pipe; too much of it.
 */
export interface NoText {
  why: 'absent' | 'hidden' | 'closed' | 'no-file' | 'too-large';
  /** Continues a sentence that begins with the path. */
  fault: string;
}

/** A pipe without a writer would hold `open` for ever. Windows has neither flag. */
const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

function noText({ code = 'unknown fault' }: NodeJS.ErrnoException, forbidden: 'hidden' | 'closed'): NoText {
  if (code === 'ENOENT' || code === 'ENOTDIR') return { why: 'absent', fault: 'does not exist' };
  if (code === 'EACCES' || code === 'EPERM') return { why: forbidden, fault: `cannot be read (${code})` };
  if (code === 'EISDIR') return { why: 'no-file', fault: 'is a folder' };
  if (code === 'ENXIO') return { why: 'no-file', fault: 'is not a plain file' };
  return { why: 'closed', fault: `cannot be read (${code})` };
}

/** Whether something is there, without opening it. */
export const fileFacts = (path: string, { fs }: Pick<ConfigEnvironment, 'fs'>): Promise<FileFacts | NoText> =>
  fs.stat(path).catch((error) => noText(error, 'hidden'));

/** The text of a plain file, at most `maxBytes` of it. Never waits for a pipe, and never rejects. */
export async function readTextFile(path: string, { fs }: Pick<ConfigEnvironment, 'fs'>, maxBytes = 64 * 1024): Promise<TextFile | NoText> {
  try {
    const file = await fs.open(path, openFlags);
    try {
      const facts = await file.stat();
      if (!facts.isFile())
        return { why: 'no-file', fault: facts.isDirectory() ? 'is a folder' : 'is a device or a pipe, not a plain file' };
      const buffer = Buffer.allocUnsafe(maxBytes + 1);
      let length = 0;
      for (let read = -1; read !== 0 && length < buffer.length; length += read) {
        read = (await file.read(buffer, length, buffer.length - length, null)).bytesRead;
      }
      if (length > maxBytes) return { why: 'too-large', fault: `is larger than ${maxBytes} bytes` };
      return { text: buffer.toString('utf8', 0, length).replace(/^\uFEFF/, ''), facts };
    } finally {
      await file.close();
    }
  } catch (error) {
    const fault = noText(error as NodeJS.ErrnoException, 'closed');
    if (fault.why !== 'closed') return fault;
    const facts = await fileFacts(path, { fs });
    return 'why' in facts ? facts : fault;
  }
}
