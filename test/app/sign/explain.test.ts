import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { main } from '../../../src/main.ts';
import { memoryRuntime } from '../../support/memory-runtime.ts';

interface Explained {
  signMethod: string;
  docsUrl: string;
  steps: {
    name: string;
    rules: string[];
    inputs: { name: string; text: string; visible: string; bytes: number }[];
    output: { text: string | null; visible: string | null; bytes: number };
  }[];
  notSigned: string[];
}

async function run(argv: readonly string[], env?: Record<string, string>) {
  const runtime = memoryRuntime({
    ...(env ? { env } : {}),
    openTransport: async () => {
      throw new Error('sign opened a connection');
    },
  });
  const exitCode = await main(argv, runtime, '0.0.0');
  return { exitCode, out: runtime.out(), err: runtime.err() };
}

const explain = async (argv: readonly string[], env?: Record<string, string>): Promise<Explained> => {
  const { exitCode, out, err } = await run(['sign', 'explain', ...argv, '--json'], env);
  expect(exitCode, err).toBe(0);
  return JSON.parse(out) as Explained;
};

const outputOf = ({ steps }: Explained, name: string) => steps.find((step) => step.name === name)?.output;

const things = ['call', 'tencent/cvm', 'DescribeThings', '--api-version', '2017-03-12', '-p', 'Name=a b*~/c', '-p', 'Ids:=["x","y"]'];
const vectors = JSON.parse(readFileSync('test/vectors/aliyun.json', 'utf8')) as {
  rpc: { vectors: { canonicalizedQueryString: string; GET: { stringToSign: string; signature: string } }[] };
};
const example = {
  TENCENTCLOUD_SECRET_ID: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE',
  TENCENTCLOUD_SECRET_KEY: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE',
};
const instances = ['call', 'tencent/cvm', 'DescribeInstances', '--api-version', '2017-03-12', '--region', 'ap-guangzhou'];

describe('sign explain', () => {
  it('gives the stages that the vendor prints for RPC', async () => {
    const [vector] = vectors.rpc.vectors;
    const explained = await explain(
      [
        'call',
        'aliyun/ecs',
        'DescribeRegions',
        '--api-version',
        '2014-05-26',
        '--http-method',
        'get',
        '--wire-format',
        'xml',
        '--timestamp',
        '1456231584',
        '--nonce',
        '3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf',
      ],
      { ALIBABA_CLOUD_ACCESS_KEY_ID: 'testid', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'testsecret' },
    );
    expect(outputOf(explained, 'CanonicalizedQueryString')?.text).toBe(vector?.canonicalizedQueryString);
    expect(outputOf(explained, 'StringToSign')?.text).toBe(vector?.GET.stringToSign);
    expect(outputOf(explained, 'Signature')?.text).toBe('OLeaidS1JvxuMvnyHOwuJ+uX5qY=');
    expect(outputOf(explained, 'Signature, as sent')?.text).toBe('OLeaidS1JvxuMvnyHOwuJ%2BuX5qY%3D');
  });

  it('gives the stages that the vendor prints for TC3', async () => {
    const explained = await explain(
      [...instances, '--http-method', 'get', '-p', 'Limit:=10', '-p', 'Offset:=0', '--timestamp', '1539084154'],
      example,
    );
    expect(outputOf(explained, 'Signature')?.text).toBe('5da7a33f6993f0614b047e5df4582db9e9bf4672ba50567dba16c6ccf174c474');
    expect(outputOf(explained, 'HashedRequestPayload')?.text).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('gives the stages that the vendor prints for HmacSHA1', async () => {
    const explained = await explain(
      [
        ...instances,
        '--sign-method',
        'hmac-sha1',
        '--http-method',
        'get',
        '-p',
        'InstanceIds:=["ins-09dx96dg"]',
        '-p',
        'Limit:=20',
        '-p',
        'Offset:=0',
        '--timestamp',
        '1465185768',
        '--nonce',
        '11886',
      ],
      example,
    );
    expect(outputOf(explained, 'SignatureString')?.text).toBe('EliP9YW3pW28FpsEdkXt/+WcGeI=');
    expect(outputOf(explained, 'EncodedSignatureString')?.text).toBe('EliP9YW3pW28FpsEdkXt%2F%2BWcGeI%3D');
  });

  const verify = ['id', 'verify', '--ref-face', 'fixtures/portrait.jpg', '--auth-face', 'fixtures/portrait.jpg', '--country', 'vn'];
  const calls: [string, readonly string[]][] = [
    ['tc3', ['compare', '--image', 'fixtures/portrait.jpg', '--video', 'fixtures/selfie-3s.mp4']],
    ['tc3 as a GET', [...things, '--http-method', 'get']],
    ['hmac-sha256', [...things, '--sign-method', 'hmac-sha256', '--nonce', '7']],
    ['hmac-sha1', [...things, '--sign-method', 'hmac-sha1', '--nonce', '7']],
    ['rpc', [...verify, '--nonce', 'n']],
    ['acs3', [...verify, '--nonce', 'n', '--sign-method', 'acs3']],
    ['acs3 as a GET', [...verify, '--nonce', 'n', '--sign-method', 'acs3', '--http-method', 'get']],
  ];

  it.each(calls)('gives the same stages as a dry run, with the right lengths: %s', async (_name, argv) => {
    const flags = [...argv, '--timestamp', '1551113065'];
    const explained = await explain(flags);
    const { out } = await run([...flags, '--dry-run=json']);
    const { signature, stages, bodyBytes, bodySha256 } = JSON.parse(out) as {
      signature: string;
      stages: Record<string, string>;
      bodyBytes: number;
      bodySha256: string;
    };
    const signed = explained.steps.find(({ name }) => name === 'Signature' || name === 'SignatureString');
    expect(signed?.output.text).toBe(signature);
    const body = explained.steps.find(({ name }) => name === 'HashedRequestPayload');
    if (body) expect([body.inputs[0]?.bytes, body.output.text]).toEqual([bodyBytes, bodySha256]);
    for (const step of explained.steps) {
      expect(step.rules.join(' ')).toMatch(/^[A-Z].*\.$/);
      if (step.output.text !== null && !step.output.text.includes('<')) expect(step.output.bytes).toBe(Buffer.byteLength(step.output.text));
      const stage = stages[step.name];
      if (stage !== undefined && !stage.includes('sha256')) expect(step.output.text).toBe(stage);
    }
  });

  it('counts the bytes of media that it does not show', async () => {
    const explained = await explain([...verify, '--http-method', 'get', '--timestamp', '1551113065', '--nonce', 'n']);
    const { out } = await run([...verify, '--http-method', 'get', '--timestamp', '1551113065', '--nonce', 'n', '--dry-run=http']);
    const query = /\?(\S*)&Signature=/.exec(out)?.[1] ?? '';
    expect(outputOf(explained, 'CanonicalizedQueryString')?.bytes).toBe(query.length);
    expect(query.length).toBeGreaterThan(170_000);
  });

  it('makes invisible characters visible', async () => {
    const explained = await explain([...instances, '--sign-method', 'hmac-sha256', '-p', 'Name=a b\tc\r\nd\u00a0e\ufefff\u001b']);
    const shown = explained.steps[0]?.inputs.find(({ name }) => name === 'Name')?.visible;
    expect(shown).toBe('a␠b␉c␍␊d<U+00A0>e<U+FEFF>f<U+001B>');
    const { out } = await run(['sign', 'explain', ...instances, '--sign-method', 'hmac-sha256', '-p', 'Name=a b\u00a0']);
    expect(out).toMatch(/^signs: ␠ blank, <U\+00A0> non-breaking space$/m);
  });

  it('needs no key, and then makes no signature', async () => {
    const { exitCode, out, err } = await run(['sign', 'explain', 'faceid', 'result', 'abc', '--timestamp', '1551113065'], {});
    expect(exitCode).toBe(0);
    expect(err).toContain('no key was found');
    expect(out).toContain('(not made: no key was found)');
    expect(out).toContain(createHash('sha256').update('{"SdkToken":"abc"}').digest('hex'));
  });

  it('masks a session token and counts its bytes', async () => {
    const env = { ...example, TENCENTCLOUD_TOKEN: 'token-of-a-session' };
    const explained = await explain(['faceid', 'result', 'abc', '--sign-method', 'hmac-sha256'], env);
    expect(explained.steps[0]?.inputs.find(({ name }) => name === 'Token')).toMatchObject({ text: '<masked, 18 bytes>', bytes: 18 });
  });

  it('names the headers that TC3 does not sign', async () => {
    const explained = await explain(['faceid', 'result', 'abc']);
    expect(explained.notSigned).toEqual(['X-TC-Action', 'X-TC-Version', 'X-TC-Timestamp', 'X-TC-Region']);
  });

  it('explains an upload too, and refuses what the command refuses', async () => {
    expect((await explain(['upload', 'file', 'fixtures/portrait.jpg'])).signMethod).toBe('tc3');
    const refused = await run(['sign', 'explain', 'compare', '--image', 'fixtures/portrait.jpg']);
    expect(refused).toMatchObject({ exitCode: 2, out: '', err: expect.stringContaining('--video: is required') });
  });
});
