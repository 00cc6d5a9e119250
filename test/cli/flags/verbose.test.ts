import { describe, expect, it } from 'vitest';
import { main } from '../../../src/main.ts';
import { memoryRuntime } from '../../support/memory-runtime.ts';

const compare = ['compare', '--image', 'fixtures/portrait.jpg', '--video', 'fixtures/selfie-3s.mp4', '--sandbox'];

describe('--verbose', () => {
  it('shows the key, the region, the signature, the files and the result of every attempt', async () => {
    const runtime = memoryRuntime();
    expect(await main([...compare, '-v'], runtime, '0.0.0')).toBe(0);
    expect(runtime.err()).toMatch(/^credentials +sand…x-id \(flag --sandbox\)$/m);
    expect(runtime.err()).toMatch(/^region +ap-\w+ \(.+\)$/m);
    expect(runtime.err()).toMatch(/^signature +tc3 POST json$/m);
    expect(runtime.err()).toMatch(/^media +fixtures\/portrait\.jpg: image\/jpeg, \d+ bytes, \d+x\d+$/m);
    expect(runtime.err()).toMatch(/^media +fixtures\/selfie-3s\.mp4: video\/mp4, \d+ bytes, \d+x\d+, 3\.\d s$/m);
    expect(runtime.err()).toMatch(/^attempt 1 +http:\/\/127\.0\.0\.1:\d+: HTTP 200 after \d+ ms$/m);
    expect(runtime.err()).not.toContain('sandbox-key');
  });

  it('numbers the attempts', async () => {
    const runtime = memoryRuntime();
    await main([...compare, '-v', '--outcome', 'fault:date=+600'], runtime, '0.0.0');
    expect(runtime.err()).toContain('attempt 2');
  });

  it('prints nothing when the flag is not given', async () => {
    const runtime = memoryRuntime();
    await main(compare, runtime, '0.0.0');
    expect(runtime.err()).toBe('sandbox: no face was compared\n');
  });
});

describe('--raw', () => {
  it.each([
    ['fault:html', '<'],
    ['fault:not-json', ''],
  ])('writes the body of %s, and still exits with 23', async (outcome, start) => {
    const runtime = memoryRuntime();
    expect(await main([...compare, '--raw', '--outcome', outcome], runtime, '0.0.0')).toBe(23);
    expect(runtime.out().trimStart()).toMatch(new RegExp(`^${start}.`));
  });
});
