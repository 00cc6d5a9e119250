import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FileDigests } from '../../../src/app/batch/manifest/file-digests.ts';

it('each digest is the SHA-256 of the bytes of the file, whichever file was in the same memory before', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(
          fc.constantFrom('image', 'video'),
          fc.constantFrom('', 'a', 'b', 'ab').map((text) => Buffer.from(text)),
        ),
      ),
      (files) => {
        const digests = new FileDigests();
        // Every file is read into the same memory, like the files of rows that follow each other.
        const memory = Buffer.alloc(3);
        for (const [place, bytes] of files) {
          memory.set(bytes);
          expect(digests.of(place, memory.subarray(0, bytes.length))).toBe(createHash('sha256').update(bytes).digest('hex'));
        }
      },
    ),
  );
});
