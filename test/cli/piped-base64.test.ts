import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/main.ts';
import { memoryRuntime } from '../support/memory-runtime.ts';

const clip = (await readFile('fixtures/selfie-3s.flv')).toString('base64');

async function compare(piped: string, flags: readonly string[] = []) {
  const runtime = { ...memoryRuntime({}), readStdin: async () => Buffer.from(piped) };
  const exitCode = await main(['compare', '--image', 'fixtures/portrait.jpg', '--video', '-', '--sandbox', ...flags], runtime, '0.0.0');
  return { exitCode, err: runtime.err() };
}

describe('a video as base64 text on standard input', () => {
  it('is decoded, also with line breaks', async () => {
    expect((await compare(clip.replace(/.{76}/g, '$&\n'))).exitCode).toBe(0);
  });

  it.each([
    ['base64', clip.replaceAll('+', ' '), []],
    ['a data URI', `data:video/x-flv;base64,${clip.replaceAll('+', ' ')}`, []],
    ['lines', clip.replace(/.{76}/g, '$&\n').replaceAll('+', ' '), []],
    ['base64 without checks', clip.replaceAll('+', ' '), ['--no-preflight']],
  ])('is refused when each + became a blank: %s', async (_, piped, flags) => {
    const { exitCode, err } = await compare(piped, flags);
    expect({ exitCode, err }).toEqual({ exitCode: 4, err: expect.stringMatching(/--video: standard input holds base64 text with blanks/) });
    expect(err).toContain('each + became a blank');
  });
});
