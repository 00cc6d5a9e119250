import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCurl } from '../../src/app/sign/theirs/read-curl.ts';

const shell = promisify(execFile);

interface Received {
  method: string;
  target: string;
  headers: Record<string, string>;
  body: string;
}

let folder: string;
let server: Server;
let address: string;
let received: Received | undefined;

/** Headers that curl adds on its own and that no signature covers. */
const added = ['user-agent', 'accept', 'content-length', 'connection'];

const known = (headers: readonly (readonly [string, string])[]): Record<string, string> =>
  Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]).filter(([name = '']) => !added.includes(name)));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idv-curl-'));
  await writeFile(join(folder, 'body.txt'), '{"a":\r\n "b c"}\n\nx\n');
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    received = {
      method: request.method ?? '',
      target: request.url ?? '',
      headers: known(Object.entries(request.headers).map(([name, value]) => [name, String(value)] as const)),
      body: Buffer.concat(chunks).toString('latin1'),
    };
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

describe('readCurl reads a command as curl itself does', () => {
  it.each([
    'curl -s URL',
    'curl -s "URL/p?a=b c" -G -d x=1 -d y=2'.replace('b c', 'b%20c'),
    "curl -s -X POST URL -H 'A: b' -H 'Content-Type: application/json; charset=utf-8' -d '{\"a\": 1}'",
    "curl -sXPUT URL --data-raw '@not-a-file'",
    'curl -s URL -d @body.txt',
    'curl -s URL --data-binary @body.txt',
    'curl -s URL --data-ascii a=b --data-binary c=d --data-raw e=f',
    "curl -s URL --data-urlencode 'name=a b&c/é' --data-urlencode 'plain text' --data-urlencode '=x=y'",
    'curl -s URL --data-urlencode name@body.txt',
    'curl -s URL --json \'{"a":1}\'',
    "curl -s URL -H 'Host: faceid.tencentcloudapi.com' -d x",
    "curl -s URL -H 'Empty;' -H 'X-A:   spaced   ' -d x",
    "curl -s -o /dev/null --max-time 9 --connect-timeout 5 -A agent --compressed URL -d $'a\\nb'".replace(' --compressed', ''),
    'curl -s \\\n  --request POST \\\n  --url URL \\\n  --header "A: \\"q\\"" \\\n  --data "a=\\$b"',
  ])('%s', async (line) => {
    const command = line.replaceAll('URL', address);
    received = undefined;
    await shell('bash', ['-c', command], { cwd: folder });
    const read = await readCurl(command, (path) => readFile(join(folder, path)));
    if ('problem' in read) throw new Error(read.problem);
    const { method, target, headers, body } = read.request;
    expect({ method, target, headers: known(headers), body: body.toString('latin1') }).toEqual(received);
  });
});
