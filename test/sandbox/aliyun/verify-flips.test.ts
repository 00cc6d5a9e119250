import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReceivedRequest } from '../../../src/sandbox/wire/received-request.ts';
import type { Reply } from '../../../src/sandbox/wire/reply.ts';
import { acs3Request, answerOf, rpcRequest } from '../../support/sandbox-aliyun-requests.ts';
import { handler, port } from '../../support/sandbox-requests.ts';

/** Short values, so that every part of a request is hit often. */
const params = { 'Tasks.1.ImageURL': 'https://photos.oss-cn-shanghai.aliyuncs.com/a%20b.jpg' };
const call = { action: 'DetectLivingFace', params } as const;

const good: Readonly<Record<string, ReceivedRequest>> = {
  'RPC as POST': rpcRequest(call),
  'RPC as GET': rpcRequest({ ...call, method: 'GET' }),
  'ACS3 as POST': acs3Request(call),
  'ACS3 as GET': acs3Request({ ...call, method: 'GET' }),
  'RPC to the vendor’s host': rpcRequest({ ...call, host: 'facebody.cn-shanghai.aliyuncs.com' }),
  'ACS3 to the name localhost': acs3Request({ ...call, host: `localhost:${port}` }),
};

const codeOf = (reply: Reply): unknown => answerOf({ ...reply, body: reply.body }).Code;

/** An answer without a readable `Format` is XML. */
const codeIn = (reply: Reply): unknown =>
  /xml/.test(reply.headers['Content-Type'] ?? '') ? /<Code>([^<]*)</.exec(reply.body.toString())?.[1] : codeOf(reply);

/** A request without its key id or its signature is refused with its own code. */
const refused = /^(?:SignatureDoesNotMatch|InvalidAccessKeyId\.NotFound|MissingAccessKeyId|MissingSignature)$/;

const byte = fc.integer({ min: 0, max: 255 });
const printable = fc.integer({ min: 0x20, max: 0x7e });

const flip = (text: string, at: number, code: number): string => `${text.slice(0, at)}${String.fromCharCode(code)}${text.slice(at + 1)}`;

const differs = (a: string, b: string): boolean => a.toLowerCase() !== b.toLowerCase();

/** The part of a request in which a byte is changed. */
type Part = { read(request: ReceivedRequest): string; write(request: ReceivedRequest, text: string): ReceivedRequest };

const body: Part = {
  read: (request) => request.body.toString('latin1'),
  write: (request, text) => ({ ...request, body: Buffer.from(text, 'latin1'), bodyBytes: text.length }),
};

const query: Part = {
  read: (request) => request.target.slice(2),
  write: (request, text) => ({ ...request, target: `/?${text}` }),
};

const header = (name: string): Part => ({
  read: (request) => request.headers.find(([sent]) => sent.toLowerCase() === name)?.[1] ?? '',
  write: (request, text) => ({
    ...request,
    headers: request.headers.map(([sent, value]) => [sent, sent.toLowerCase() === name ? text : value] as const),
  }),
});

async function flipsAreRefused(request: ReceivedRequest, part: Part, bytes: fc.Arbitrary<number>, numRuns: number): Promise<void> {
  const handle = await handler();
  const text = part.read(request);
  await fc.assert(
    fc.asyncProperty(fc.nat(text.length - 1), bytes, async (at, code) => {
      const flipped = flip(text, at, code);
      fc.pre(differs(flipped, text));
      expect(codeIn(await handle(part.write(request, flipped)))).toMatch(refused);
    }),
    { numRuns },
  );
}

describe('a changed byte', () => {
  it.each(Object.entries(good))('is the only reason for a refusal: %s is accepted unchanged', async (_name, request) => {
    expect(codeIn(await (await handler())(request))).toBeUndefined();
  });

  it.each(Object.entries(good))('is refused in the parameters of %s', (_name, request) =>
    flipsAreRefused(request, request.method === 'GET' ? query : body, byte, 200),
  );

  it.each(Object.entries(good))('is refused in the host of %s', (_name, request) =>
    flipsAreRefused(request, header('host'), printable, 60),
  );

  it.each(
    ['x-acs-action', 'x-acs-version', 'x-acs-date', 'x-acs-signature-nonce', 'x-acs-content-sha256', 'content-type'].map((name) => [name]),
  )('is refused in the header %s of ACS3', (name) => flipsAreRefused(good['ACS3 as POST'] as ReceivedRequest, header(name), printable, 60));

  it('is refused in the name of a header of ACS3', async () => {
    const handle = await handler();
    const request = good['ACS3 as POST'] as ReceivedRequest;
    const rename = (name: string) =>
      request.headers.map(([sent, value]) => [sent === name ? `${sent.slice(0, -1)}0` : sent, value] as const);
    for (const name of ['x-acs-date', 'x-acs-signature-nonce', 'x-acs-content-sha256', 'content-type'])
      expect(codeOf(await handle({ ...request, headers: rename(name) }))).toBe('SignatureDoesNotMatch');
  });

  it('is refused in every common parameter of RPC', async () => {
    const handle = await handler();
    const request = good['RPC as GET'] as ReceivedRequest;
    const text = query.read(request);
    for (const name of ['Timestamp', 'SignatureNonce', 'SignatureMethod', 'SignatureVersion', 'Action', 'Version', 'Format', 'Signature']) {
      const from = text.indexOf(`${name}=`);
      const to = text.indexOf('&', from);
      for (let at = from; at < (to < 0 ? text.length : to); at += 1)
        expect(codeIn(await handle(query.write(request, flip(text, at, text[at] === '7' ? 0x38 : 0x37))))).toMatch(refused);
    }
  });
});
