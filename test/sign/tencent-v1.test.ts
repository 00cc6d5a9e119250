import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  encodedSignatureString,
  type Parameter,
  requestString,
  signatureOriginalString,
  signatureString,
  signV1,
  sortedParameters,
  type V1Algorithm,
} from '../../src/sign/tencent-v1.ts';
import { flatten } from '../../src/vendors/tencent/flatten.ts';

interface Vector {
  name: string;
  key: 'KM' | 'KE';
  method: 'GET' | 'POST';
  algorithm: V1Algorithm;
  signatureMethod: V1Algorithm | null;
  requestString: string;
  signatureOriginalString: string;
  signature: string;
  encodedSignature: string;
}

interface VectorFile {
  keys: Record<Vector['key'], { id: string; secret: string }>;
  host: string;
  parameters: Record<string, string | number | string[]>;
  vectors: Vector[];
  plain: { secret: string; text: string } & Record<V1Algorithm, string>;
}

const { keys, host, parameters, vectors, plain }: VectorFile = JSON.parse(
  readFileSync(new URL('../vectors/tencent-v1.json', import.meta.url), 'utf8'),
);

const parametersOf = ({ key, signatureMethod }: Vector): Parameter[] =>
  Object.entries(
    flatten({ ...parameters, SecretId: keys[key].id, ...(signatureMethod === null ? {} : { SignatureMethod: signatureMethod }) }),
  );

/** Every stage starts from the printed value of the stage before. So only the stage that is wrong fails. */
describe.each(vectors.map((vector) => [vector.name, vector] as const))('v1, example %s', (_name, vector) => {
  const { method, algorithm, signature, encodedSignature } = vector;
  const { secret } = keys[vector.key];

  it('has the printed request string of sorted parameters', () => {
    expect(requestString(sortedParameters(parametersOf(vector)))).toBe(vector.requestString);
  });

  it('has the printed signature original string', () => {
    expect(signatureOriginalString({ method, host }, vector.requestString)).toBe(vector.signatureOriginalString);
  });

  it('has the printed signature string', () => expect(signatureString(secret, algorithm, vector.signatureOriginalString)).toBe(signature));

  it('has the printed encoded signature string', () => expect(encodedSignatureString(signature)).toBe(encodedSignature));

  it('has all printed stages in one call of signV1', () => {
    expect(signV1({ method, host, parameters: parametersOf(vector) }, algorithm, { secret })).toEqual({
      RequestString: vector.requestString,
      SignatureOriginalString: vector.signatureOriginalString,
      SignatureString: signature,
      EncodedSignatureString: encodedSignature,
    });
  });
});

describe('the HMAC of a plain text', () => {
  it.each(['HmacSHA1', 'HmacSHA256'] as const)('with %s is as printed', (algorithm) => {
    expect(signatureString(plain.secret, algorithm, plain.text)).toBe(plain[algorithm]);
  });
});

describe('the encoded signature', () => {
  it('is zmmjn35mikh6pM3V7sUEuX4wyYM%3D for the sample of the manual', () => {
    expect(encodedSignatureString('zmmjn35mikh6pM3V7sUEuX4wyYM=')).toBe('zmmjn35mikh6pM3V7sUEuX4wyYM%3D');
  });
});

describe('the request string of v1', () => {
  it('has names sorted by bytes: InstanceIds.12 before InstanceIds.2, capitals first', () => {
    const names = ['a', 'InstanceIds.2', 'InstanceIds', 'InstanceIds.12', 'B', 'é', 'InstanceIds.1'];
    expect(sortedParameters(names.map((name) => [name, ''])).map(([name]) => name)).toEqual([
      'B',
      'InstanceIds',
      'InstanceIds.1',
      'InstanceIds.12',
      'InstanceIds.2',
      'a',
      'é',
    ]);
  });

  it('has values without any encoding', () => {
    expect(requestString([['Name', '未命名 &=+%/']])).toBe('Name=未命名 &=+%/');
  });
});
