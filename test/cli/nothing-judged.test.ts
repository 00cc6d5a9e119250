import { describe, expect, it } from 'vitest';
import { main } from '../../src/main.ts';
import { memoryRuntime, ownKeys } from '../support/memory-runtime.ts';
import { jsonAnswer, scriptedTransport } from '../support/scripted-transport.ts';

const RequestId = '11111111-2222-3333-4444-555555555555';

async function run(argv: readonly string[], Response: Record<string, unknown>) {
  const transport = scriptedTransport([jsonAnswer({ Response })]);
  const runtime = memoryRuntime({ env: ownKeys, openTransport: async () => transport });
  const exitCode = await main(argv, runtime, '0.0.0');
  return { exitCode, err: runtime.err() };
}

describe('an answer to a call that checks no person', () => {
  it.each([
    [['upload', 'url', '--target-action', 'VideoLivenessCompare'], { RequestId }],
    [['upload', 'url', '--target-action', 'VideoLivenessCompare'], {}],
    [['faceid', 'token'], { RequestId }],
  ])('with a part missing gets an error that mentions no person and no check: %j with %j', async (argv, answer) => {
    const { exitCode, err } = await run(argv, answer);
    expect(exitCode).toBe(23);
    expect(err).toContain('treat it as no answer: what was asked for is not in it');
    expect(err).not.toMatch(/person|check was passed/);
  });

  it('gets another error than an answer to a call that checks a person', async () => {
    const { exitCode, err } = await run(['faceid', 'result', 'TOKEN'], { RequestId, Result: 'never heard of' });
    expect(exitCode).toBe(23);
    expect(err).toContain('treat it as no answer: nothing in it shows that the check was passed');
  });
});
