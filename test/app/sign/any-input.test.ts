import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { main } from '../../../src/main.ts';
import { foreignAcs3, foreignRpc, foreignTc3, foreignV1 } from '../../support/foreign-signer.ts';
import { memoryRuntime } from '../../support/memory-runtime.ts';

const v1 = {
  Action: 'GetFaceIdResultIntl',
  Nonce: '1',
  SecretId: 'sandbox-id',
  SdkToken: 'abc',
  Timestamp: '1551113065',
  Version: '2018-03-01',
};
const rpc = {
  AccessKeyId: 'sandbox-id',
  Action: 'GetAsyncJobResult',
  JobId: 'abc',
  SignatureNonce: 'n',
  Timestamp: '2019-02-25T16:44:25Z',
};
const [tc3, acs3, older, newer] = [foreignTc3({}), foreignAcs3({}), foreignV1({ params: v1 }), foreignRpc({ params: rpc })];
const texts = [
  tc3.canonical,
  tc3.toSign,
  tc3.authorization,
  tc3.http.toString(),
  tc3.curl,
  acs3.canonical,
  acs3.toSign,
  acs3.http.toString(),
  older.toSign,
  older.address,
  older.form,
  older.http.toString(),
  newer.toSign,
  newer.http.toString(),
  JSON.stringify({ Message: `server string to sign is:${newer.toSign}` }),
  `<Error><Message>server string to sign is:${newer.toSign.replaceAll('&', '&amp;')}</Message></Error>`,
];

/** A text as people send it, with parts cut out, overwritten or inserted. */
const damaged = fc
  .tuple(
    fc.constantFrom(...texts),
    fc.array(fc.tuple(fc.nat(2000), fc.nat(40), fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 4 }),
  )
  .map(([text, edits]) =>
    edits.reduce((now, [at, length, put]) => now.slice(0, at % (now.length + 1)) + put + now.slice((at % (now.length + 1)) + length), text),
  );

const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array));
const input = fc.oneof({ weight: 6, arbitrary: damaged.map((text) => Buffer.from(text)) }, { weight: 1, arbitrary: bytes });
const words = fc.constantFrom(
  ['faceid', 'result', 'abc'],
  ['vision', 'job', '4C467B38-3910-447D-87BC-AC049166F216'],
  ['faceid', 'result', 'abc', '--sign-method', 'hmac-sha256'],
);

async function exitOf(argv: readonly string[], stdin: Buffer): Promise<{ exitCode: number; said: string }> {
  const runtime = memoryRuntime({ stdin });
  const exitCode = await main(argv, runtime, '0.0.0');
  return { exitCode, said: runtime.out() + runtime.err() };
}

/** A control character makes a timestamp from which no date can be made. */
const withoutTime = Buffer.from(tc3.http.toString().replace(/X-TC-Timestamp: /, 'X-TC-Timestamp: \u0000'));

describe('for any input', { timeout: 180_000 }, () => {
  it('sign diff reports a difference or what it cannot read, and prints no control character', async () => {
    await fc.assert(
      fc.asyncProperty(input, words, async (theirs, command) => {
        const { exitCode, said } = await exitOf(['sign', 'diff', '--theirs', '-', ...command, '--timestamp', '1551113065'], theirs);
        expect([0, 2, 4, 40], said).toContain(exitCode);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a terminal obeys.
        expect(said).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      }),
      { numRuns: 300, examples: [[withoutTime, ['faceid', 'result', 'abc']]] },
    );
  });

  it('sign check reports whether the request is valid or what it cannot read, and prints no control character', async () => {
    await fc.assert(
      fc.asyncProperty(input, async (request) => {
        const { exitCode, said } = await exitOf(['sign', 'check', '-'], request);
        expect([0, 4, 40], said).toContain(exitCode);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a terminal obeys.
        expect(said).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      }),
      { numRuns: 300 },
    );
  });
});
