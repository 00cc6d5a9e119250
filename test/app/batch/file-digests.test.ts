import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FileDigests } from '../../../src/app/batch/manifest/file-digests.ts';

it('a file has the SHA-256 of its bytes, whatever stood in its place before', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom('image', 'video'), fc.uint8Array({ maxLength: 3 }))), (files) => {
      const digests = new FileDigests();
      for (const [place, bytes] of files)
        expect(digests.of(place, Buffer.from(bytes))).toBe(createHash('sha256').update(bytes).digest('hex'));
    }),
  );
});
