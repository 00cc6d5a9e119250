import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalizedQueryString,
  commonParameters,
  type RpcCommon,
  rpcSignature,
  rpcStringToSign,
  signRpc,
} from '../../src/sign/aliyun-rpc.ts';
import { percentEncode } from '../../src/sign/encode.ts';
import { openApiUtil, popCoreSend } from '../support/aliyun-official-signers.ts';

interface Stage {
  stringToSign: string;
  signature: string;
}

interface Vector {
  name: string;
  common: RpcCommon;
  own: Record<string, string>;
  canonicalizedQueryString: string;
  GET: Stage;
  POST: Stage;
}

const { credentials, vectors }: { credentials: { id: string; secret: string }; vectors: Vector[] } = JSON.parse(
  readFileSync(new URL('../vectors/aliyun.json', import.meta.url), 'utf8'),
).rpc;

const paramsOf = ({ common, own }: Vector): Record<string, string> => ({
  ...own,
  ...commonParameters(common, credentials),
});

const methods = ['GET', 'POST'] as const;

/** Every stage starts from the printed value of the stage before. So only the stage that is wrong fails. */
describe.each(vectors.map((vector) => [vector.name, vector] as const))('RPC, example %s', (_name, vector) => {
  it('has the printed CanonicalizedQueryString', () =>
    expect(canonicalizedQueryString(paramsOf(vector))).toBe(vector.canonicalizedQueryString));

  it.each(methods)('has the printed StringToSign for %s', (method) => {
    expect(rpcStringToSign(method, vector.canonicalizedQueryString)).toBe(vector[method].stringToSign);
  });

  it.each(methods)('has the printed Signature for %s', (method) => {
    expect(rpcSignature(credentials.secret, vector[method].stringToSign)).toBe(vector[method].signature);
  });

  it.each(methods)('has all printed stages for %s in one call of signRpc, also for a request that has a signature', (method) => {
    const stages = {
      CanonicalizedQueryString: vector.canonicalizedQueryString,
      StringToSign: vector[method].stringToSign,
      Signature: vector[method].signature,
    };
    const params = paramsOf(vector);
    expect(signRpc({ method, params }, credentials)).toEqual(stages);
    expect(signRpc({ method, params: { ...params, Signature: 'anything' } }, credentials)).toEqual(stages);
  });
});

describe('the percent-encoding of every name and value', () => {
  it('encodes the text of the manual as the manual does', () => expect(percentEncode("a b*c~d!'()")).toBe('a%20b%2Ac~d%21%27%28%29'));

  it.each([
    ['/', '%2F'],
    ['+', '%2B'],
    ['=', '%3D'],
    ['&', '%26'],
    ['-_.~', '-_.~'],
    ['é', '%C3%A9'],
    ['🙂', '%F0%9F%99%82'],
  ])('encodes %s as %s', (plain, encoded) => expect(percentEncode(plain)).toBe(encoded));
});

describe('the common parameters', () => {
  const common: RpcCommon = { action: 'CompareFace', version: '2019-12-30', format: 'JSON', timestamp: 1, nonce: 'n' };

  it('are the ones of the manual, with the time in UTC without milliseconds', () => {
    expect(commonParameters(common, { id: 'testid' })).toEqual({
      AccessKeyId: 'testid',
      Action: 'CompareFace',
      Format: 'JSON',
      SignatureMethod: 'HMAC-SHA1',
      SignatureNonce: 'n',
      SignatureVersion: '1.0',
      Timestamp: '1970-01-01T00:00:01Z',
      Version: '2019-12-30',
    });
  });

  it('include the token if the credentials have one', () => {
    expect(commonParameters(common, { id: 'testid', token: 'sts' })).toMatchObject({ SecurityToken: 'sts' });
  });
});

const awkward = fc.constantFrom('*', '~', "'", '(', ')', '!', '+', '/', '=', ' ', '&', '%', '"', '\\', '\n', '00840000', 'true');
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.array(awkward, { maxLength: 12 }).map((parts) => parts.join('')),
);
/** A first capital avoids names that an object inherits. Letters beyond ASCII show that names are sorted by bytes. */
const name = fc.stringMatching(/^[A-Z][A-Za-z0-9.é名~*]{0,11}$/);
const reserved = new Set(['AccessKeyId', 'Action', 'Format', 'SecurityToken', 'Signature', 'Timestamp', 'Version']);
const own = fc
  .dictionary(name, text, { maxKeys: 8, noNullPrototype: true })
  .filter((params) => Object.keys(params).every((key) => !reserved.has(key)));
const word = fc.stringMatching(/^[A-Za-z0-9]{1,30}$/);
const timestamp = fc.integer({ min: 0, max: 4_102_444_800 });

const call = fc.record({ own, action: word, nonce: word, secret: text.filter((secret) => secret !== ''), timestamp });
const token = fc.option(
  text.filter((sts) => sts !== ''),
  { nil: undefined },
);

describe.each(methods)('our RPC signature of %s equals the one of the vendor’s clients', (method) => {
  it('of @alicloud/pop-core, with and without a SecurityToken', async () => {
    await fc.assert(
      fc.asyncProperty(call, token, async ({ own, action, nonce, secret, timestamp }, sts) => {
        const keys = { id: 'testid', secret, ...(sts === undefined ? {} : { token: sts }) };
        const common: RpcCommon = { action: `A${action}`, version: '2019-05-21', format: 'JSON', timestamp, nonce };
        const params = { ...own, ...commonParameters(common, keys) };
        const { SecurityToken: _left, ...given } = params;
        const sent = await popCoreSend(keys, method, given);
        const stages = signRpc({ method, params }, keys);
        expect(sent.params).toEqual({ ...params, Signature: stages.Signature });
        expect(sent.encoded).toBe(`${stages.CanonicalizedQueryString}&Signature=${percentEncode(stages.Signature)}`);
      }),
      { numRuns: 300 },
    );
  });

  it('of @alicloud/openapi-util', () => {
    fc.assert(
      fc.property(own, text, (params, secret) => {
        expect(signRpc({ method, params }, { secret }).Signature).toBe(openApiUtil.getRPCSignature(params, method, secret));
      }),
      { numRuns: 300 },
    );
  });
});
