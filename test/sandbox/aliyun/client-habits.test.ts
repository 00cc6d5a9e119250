import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sandboxCredentials } from '../../../src/core/sandbox-credentials.ts';
import type { ReceivedRequest } from '../../../src/sandbox/wire/received-request.ts';
import { signAcs3 } from '../../../src/sign/acs3.ts';
import { canonicalQuery, sha256Hex } from '../../../src/sign/encode.ts';
import { parseAcs3Authorization } from '../../../src/sign/recompute-acs3.ts';
import { utcTimestamp } from '../../../src/sign/utc-timestamp.ts';
import {
  type AliyunAnswer,
  acs3Request,
  answerOf,
  pictureUrl,
  rpcRequest,
  schemes,
  stranger,
} from '../../support/sandbox-aliyun-requests.ts';
import { choose } from '../../support/sandbox-calls.ts';
import { handler, nowS, port, withHeader } from '../../support/sandbox-requests.ts';

/**
 * Requests in the form of Alibaba Cloud's clients for other languages. Each was read from the source of that client: which headers
 * it signs, and how it writes them. https://github.com/aliyun
 */

interface Acs3Habit {
  /** Headers in addition to those of every client. */
  headers?: Readonly<Record<string, string>>;
  /** The names in the order in which the client lists them. */
  order?(names: readonly string[]): readonly string[];
  write?(id: string, names: string, signature: string): string;
  query?: Readonly<Record<string, string>>;
  /** Headers that the client leaves out. */
  without?: readonly string[];
}

let nonces = 0;

function acs3({ headers: more = {}, order = (names) => names, write, query = {}, without = [] }: Acs3Habit = {}): ReceivedRequest {
  const body = Buffer.from(canonicalQuery({ ImageURL: pictureUrl }));
  const all: Record<string, string> = {
    host: `127.0.0.1:${port}`,
    'x-acs-action': 'DetectFace',
    'x-acs-version': '2019-12-30',
    'x-acs-date': utcTimestamp(nowS),
    'x-acs-signature-nonce': `habit-${++nonces}`,
    'x-acs-content-sha256': sha256Hex(body),
    'content-type': 'application/x-www-form-urlencoded',
    ...more,
  };
  const headers = Object.fromEntries(Object.entries(all).filter(([name]) => !without.includes(name)));
  const signedHeaders = order(Object.keys(headers).sort());
  const text = canonicalQuery(query);
  const { Signature } = signAcs3(
    { method: 'POST', canonicalUri: '/', canonicalQuery: text, headers, hashedPayload: sha256Hex(body), signedHeaders },
    sandboxCredentials,
  );
  const usual = (id: string, names: string, signature: string) => `Credential=${id},SignedHeaders=${names},Signature=${signature}`;
  const authorization = `ACS3-HMAC-SHA256 ${(write ?? usual)(sandboxCredentials.id, signedHeaders.join(';'), Signature)}`;
  const sent = [...Object.entries(headers), ['Authorization', authorization] as const];
  return { method: 'POST', target: text === '' ? '/' : `/?${text}`, headers: sent, body, bodyBytes: body.length, port };
}

const python = { accept: 'application/json', 'user-agent': 'AlibabaCloud (Linux; x86_64) Python/3.13 TeaDSL/1' };

const habits: Readonly<Record<string, Acs3Habit>> = {
  'Node: the host, the type and its own headers': {},
  'Python: accept and user-agent in addition': { headers: python },
  'Python: blanks after the commas': {
    headers: python,
    write: (id, names, signature) => `Credential=${id}, SignedHeaders=${names}, Signature=${signature}`,
  },
  'Java core: the signed headers last': {
    write: (id, names, signature) => `Credential=${id},Signature=${signature},SignedHeaders=${names}`,
  },
  'Java core: action and version in the query': {
    query: { Action: 'DetectFace', Version: '2019-12-30', Format: 'JSON', RegionId: 'cn-shanghai' },
    without: ['x-acs-action', 'x-acs-version'],
  },
  'a content type that is not signed': { order: (names) => names.filter((name) => name !== 'content-type') },
  'names in another order': { order: (names) => [...names].reverse() },
};

const sendTo = async (request: ReceivedRequest): Promise<AliyunAnswer> => answerOf(await (await handler())(request));

const headerText = (request: ReceivedRequest, name: string): string =>
  request.headers.find(([sent]) => sent.toLowerCase() === name)?.[1] ?? '';

describe('a call signed by ACS3', () => {
  it.each(Object.entries(habits))('is accepted in this form: %s', async (_name, habit) =>
    expect((await sendTo(acs3(habit))).Code).toBeUndefined(),
  );

  it('is refused after any byte of a header that the client signed changed', async () => {
    const handle = await handler();
    const printable = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.values(habits)), fc.nat(), fc.nat(), printable, async (habit, which, at, char) => {
        const request = acs3(habit);
        const names = parseAcs3Authorization(headerText(request, 'authorization'))?.signedHeaders ?? [];
        const name = names[which % names.length] ?? '';
        const value = headerText(request, name);
        const index = at % value.length;
        fc.pre(value[index] !== char);
        const changed = withHeader(request, name, `${value.slice(0, index)}${char}${value.slice(index + 1)}`);
        expect(answerOf(await handle(changed)).Code).toBe('SignatureDoesNotMatch');
      }),
      { numRuns: 300 },
    );
  });

  it('is refused after any byte of its body changed', async () => {
    const handle = await handler();
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.values(habits)), fc.nat(), fc.integer({ min: 1, max: 255 }), async (habit, at, bits) => {
        const request = acs3(habit);
        const body = Buffer.from(request.body);
        body[at % body.length] = (body[at % body.length] ?? 0) ^ bits;
        expect(answerOf(await handle({ ...request, body })).Code).toBe('SignatureDoesNotMatch');
      }),
      { numRuns: 200 },
    );
  });

  it.each(['host', 'x-acs-action', 'x-acs-date', 'x-acs-signature-nonce', 'x-acs-content-sha256'])('must sign %s', async (left) => {
    const { Code, Sandbox } = await sendTo(acs3({ order: (names) => names.filter((name) => name !== left) }));
    expect([Code, Sandbox?.Reason]).toEqual(['SignatureDoesNotMatch', `SignedHeaders does not list ${left}`]);
  });

  it('must list no header twice, and none that was not sent', async () => {
    const reasonOf = async (order: Acs3Habit['order'] & object) => (await sendTo(acs3({ order }))).Sandbox?.Reason;
    expect(await reasonOf((names) => [...names, 'host'])).toBe('SignedHeaders has a name twice');
    expect(await reasonOf((names) => [...names, 'x-none'])).toBe('the signed header x-none was not received');
  });

  it.each([
    'Credential=a,SignedHeaders=host',
    'Credential=a,Signature=b',
    'SignedHeaders=host,Signature=b',
    'Credential=a,SignedHeaders=host,Signature=b,Signature=c',
    'Credential=a;SignedHeaders=host;Signature=b',
    'credential=a,SignedHeaders=host,Signature=b',
  ])('with the Authorization %s has an incomplete signature', async (fields) => {
    const { Code, Message } = await sendTo(withHeader(acs3(), 'Authorization', `ACS3-HMAC-SHA256 ${fields}`));
    expect(Code).toBe('IncompleteSignature');
    expect(Message).toMatch(/server string to sign is:ACS3-HMAC-SHA256\n[0-9a-f]{64}$/);
  });
});

describe('a call signed by RPC', () => {
  it('can have an empty SignatureType, as the Python and Go cores send it', async () => {
    expect((await sendTo(rpcRequest({}, { SignatureType: '' }))).Code).toBeUndefined();
    expect((await sendTo(rpcRequest({ method: 'GET' }, { SignatureType: '' }))).Code).toBeUndefined();
  });

  it('can have booleans in capitals, as the Python clients write them', async () => {
    const params = { ImageURL: pictureUrl, Quality: 'True' };
    expect((await sendTo(rpcRequest({ action: 'DetectFace', params }))).Code).toBeUndefined();
    expect((await sendTo(rpcRequest({ action: 'DetectFace', params: { ...params, Quality: 'TRUE' } }))).Code).toBe('InvalidParameter');
  });
});

/** The text that the Go core and the Java core compare to find out whether the secret or the signature is wrong. */
const stringIn = (message: string | undefined): string | undefined =>
  /^Specified signature is not matched with our calculation\. server string to sign is:(.*)$/s.exec(message ?? '')?.[1];

describe.each(Object.entries(schemes))('a refused signature of %s', (scheme, requestOf) => {
  it('has the string that the client signed with another key', async () => {
    const request = requestOf({ action: 'DetectFace', credentials: stranger, nonce: 'n' });
    const handle = await handler();
    const refused = stringIn(answerOf(await handle(request)).Message);
    await choose(handle, 'error:SignatureDoesNotMatch');
    // The same request with the sandbox's key, refused because that outcome was chosen.
    const chosen = answerOf(await handle(requestOf({ action: 'DetectFace', nonce: 'n' })));
    expect(chosen.Code).toBe('SignatureDoesNotMatch');
    expect(refused).toMatch(scheme === 'rpc' ? /^POST&%2F&AccessKeyId/ : /^ACS3-HMAC-SHA256\n[0-9a-f]{64}$/);
    expect(stringIn(chosen.Message)).toBe(refused);
  });

  it.each(['GET', 'POST'] as const)('has a string to sign for %s, also if the signature is incomplete', async (method) => {
    const handle = await handler();
    await choose(handle, 'error:IncompleteSignature');
    const { Message } = answerOf(await handle(requestOf({ method, action: 'DetectFace' })));
    expect(Message).toMatch(/^The request signature does not conform to Aliyun standards\. server string to sign is:\S/);
  });
});

it('RequestIds are in capitals, as the vendor writes them', async () => {
  const { RequestId } = answerOf(await (await handler({ uuid: () => '4c467b38-3910-447d-87bc-ac049166f216' }))(acs3Request()));
  expect(RequestId).toBe('4C467B38-3910-447D-87BC-AC049166F216');
});
