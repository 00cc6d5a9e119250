import { describe, expect, it } from 'vitest';
import { TransportError } from '../../../src/core/http.ts';
import { createTransport } from '../../../src/http/transport.ts';
import { batchFolder } from '../../support/batch-folder.ts';

/** A row whose file is uploaded before the call: a failed upload costs nothing, so the row is tried again, but not without end. */

const run = ['batch', 'run', 'pairs.csv', '--action', 'video compare', '--sandbox', '--concurrency', '1'];

/** Runs two rows. The first `failures` requests cannot connect. Returns what `idv` printed and the methods of all requests. */
async function runWith(failures: number) {
  const folder = await batchFolder(2);
  await folder.write('pairs.csv', 'id,image,video,liveness\na,0.jpg,clip.mp4,silent\nb,1.jpg,clip.mp4,silent\n');
  const methods: string[] = [];
  const ran = await folder.idv(run, {
    openTransport: async () => {
      const transport = createTransport({ env: {}, nodeVersion: process.versions.node });
      return {
        ...transport,
        async send(request, options) {
          methods.push(request.method);
          if (methods.length <= failures) throw new TransportError('connect', 'no connection', { sent: false });
          return transport.send(request, options);
        },
      };
    },
  });
  return { ...ran, requests: methods.length };
}

describe('a batch whose uploads cannot connect', () => {
  it('tries the row again, and loses none', async () => {
    const { exitCode, lines, requests } = await runWith(3);
    expect(exitCode).toBe(0);
    expect(lines.map(({ id }) => id)).toEqual(['a', 'b']);
    // Each row has two uploads, with a grant each, and a call.
    expect(requests).toBe(3 + 2 * 5);
  });

  it('stops after eight failures, and leaves the other rows to the next run', async () => {
    const { exitCode, err, lines, requests } = await runWith(Number.POSITIVE_INFINITY);
    expect([exitCode, lines, requests]).toEqual([30, [], 8]);
    expect(err).toContain('2 rows were not called: the service cannot be reached');
  });
});
