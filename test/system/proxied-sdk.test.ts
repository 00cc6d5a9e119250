import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Unchanged clients that know only the vendor's host. A proxy and a certificate in the environment lead them to the sandbox. */

const root = join(import.meta.dirname, '..', '..');
const run = promisify(execFile);

let sandbox: ChildProcess;
let facts: { url: string; ca: string };

beforeAll(async () => {
  const env = { PATH: process.env.PATH };
  const child = spawn(process.execPath, [join(root, 'bin', 'idv.js'), 'sandbox', '--tls', '--json'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  sandbox = child;
  const [line] = await once(createInterface(child.stdout), 'line');
  facts = JSON.parse(line as string);
});
afterAll(async () => {
  sandbox.kill('SIGTERM');
  await once(sandbox, 'exit');
});

const proxied = () => ({
  PATH: process.env.PATH,
  http_proxy: facts.url,
  https_proxy: facts.url,
  HTTPS_PROXY: facts.url,
  NODE_EXTRA_CA_CERTS: facts.ca,
  CURL_CA_BUNDLE: facts.ca,
  SSL_CERT_FILE: facts.ca,
});

/** Prints the answer to the client as JSON. */
const nodeSdk = `
const { faceid, common } = require('tencentcloud-sdk-nodejs-intl-en');
const client = new faceid.v20180301.Client(new common.Credential(process.argv[1], process.argv[2], process.argv[3]), 'ap-singapore');
client.GetFaceIdTokenIntl({ CheckMode: 'liveness' }, (error, answer) => {
  console.log(JSON.stringify(error ? { code: error.code ?? String(error) } : answer));
});`;

const python = `
import hashlib, hmac, json, sys, time, urllib.request, urllib.error
host, service, body = 'faceid.tencentcloudapi.com', 'faceid', b'{"CheckMode": "liveness"}'
now = int(time.time())
day = time.strftime('%Y-%m-%d', time.gmtime(now))
request = '\\n'.join(['POST', '/', '', 'content-type:application/json\\nhost:' + host + '\\n', 'content-type;host', hashlib.sha256(body).hexdigest()])
to_sign = '\\n'.join(['TC3-HMAC-SHA256', str(now), day + '/' + service + '/tc3_request', hashlib.sha256(request.encode()).hexdigest()])
key = b'TC3sandbox-key'
for part in (day, service, 'tc3_request'):
    key = hmac.new(key, part.encode(), hashlib.sha256).digest()
signature = hmac.new(key, to_sign.encode(), hashlib.sha256).hexdigest()
sent = urllib.request.Request('https://' + host + '/', body, {
    'Content-Type': 'application/json', 'X-TC-Action': 'GetFaceIdTokenIntl', 'X-TC-Version': '2018-03-01', 'X-TC-Region': 'ap-singapore',
    'X-TC-Timestamp': str(now),
    'Authorization': 'TC3-HMAC-SHA256 Credential=sandbox-id/' + day + '/' + service + '/tc3_request, SignedHeaders=content-type;host, Signature=' + signature,
})
print(urllib.request.urlopen(sent).read().decode())`;

describe('with HTTPS_PROXY and the certificate of the sandbox', () => {
  it.each([
    ['a permanent key', 'sandbox-key', ''],
    ['a temporary key', 'sandbox-key', 'sandbox-token'],
  ])('the vendor’s Node SDK gets a token with %s', async (_name, key, token) => {
    const { stdout } = await run(process.execPath, ['-e', nodeSdk, 'sandbox-id', key, token], { cwd: root, env: proxied() });
    expect(JSON.parse(stdout)).toMatchObject({ SdkToken: expect.stringMatching(/^S/) });
  });

  it.each([
    ['another key', 'wrong', '', 'AuthFailure.SignatureFailure'],
    ['another token', 'sandbox-key', 'wrong', 'AuthFailure.TokenFailure'],
  ])('the vendor’s Node SDK gets the error for %s', async (_name, key, token, code) => {
    const { stdout } = await run(process.execPath, ['-e', nodeSdk, 'sandbox-id', key, token], { cwd: root, env: proxied() });
    expect(JSON.parse(stdout)).toEqual({ code });
  });

  it('Python, which checks certificates strictly, accepts the certificate', async () => {
    const { stdout } = await run('python3', ['-c', python], { env: proxied() });
    expect(JSON.parse(stdout).Response.SdkToken).toMatch(/^S/);
  });

  it('curl reaches the vendor’s host, and no other host', async () => {
    const { stdout } = await run('curl', ['-sS', 'https://saf.ap-southeast-1.aliyuncs.com/?Action=ExecuteRequest'], { env: proxied() });
    expect(stdout).toMatch(/<Error>|"Code"/);
    await expect(run('curl', ['-sS', 'https://example.com/'], { env: proxied() })).rejects.toThrow(/403/);
  });

  it('a client without the certificate refuses to send', async () => {
    const env = { ...proxied(), CURL_CA_BUNDLE: '', SSL_CERT_FILE: '' };
    await expect(run('curl', ['-sS', 'https://saf.ap-southeast-1.aliyuncs.com/'], { env })).rejects.toThrow(/certificate/i);
  });

  it('the file contains a certificate and no key', async () => {
    const text = await readFile(facts.ca, 'utf8');
    expect(text).toMatch(/^-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\s*$/);
  });
});
