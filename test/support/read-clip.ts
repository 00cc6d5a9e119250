import type { RawInput } from '../../src/app/input/raw-input.ts';
import { type Input, readInput } from '../../src/app/input/read-input.ts';
import type { Action } from '../../src/core/declare/action.ts';
import { compareFaceLiveness } from '../../src/vendors/tencent/actions/compare-face-liveness.ts';

/** The input of an action that reads a photo `a.jpg` and a clip `b.mp4` from a disk with only these two files. */
export function readFrom(
  { photo, clip }: { photo: Buffer; clip: Buffer },
  raw: RawInput,
  { action = compareFaceLiveness, preflight = true }: { action?: Action; preflight?: boolean } = {},
): Promise<Input> {
  const file = (path: string): Buffer => ({ 'a.jpg': photo, 'b.mp4': clip })[path] ?? Buffer.alloc(0);
  const io = {
    readFile: async (path: string) => file(path),
    stat: async (path: string) => ({ size: file(path).length, isDirectory: () => false, isFile: () => true, isFIFO: () => false }),
    readStdin: async () => Buffer.alloc(0),
  };
  return readInput(action, raw, io, preflight);
}

/** The input of `idv compare` with these two files. */
export const compareFiles = (photo: Buffer, clip: Buffer, more: RawInput = {}, preflight = true): Promise<Input> =>
  readFrom({ photo, clip }, { ImageBase64: 'a.jpg', VideoBase64: 'b.mp4', ...more }, { preflight });
