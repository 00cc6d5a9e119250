import { describe, expect, it } from 'vitest';
import { readCurl } from '../../../../src/app/sign/theirs/read-curl.ts';

const files: Record<string, string> = { 'body.json': '{"a":\r\n 1}\n', 'url.curl': 'url = "https://h/?a=\\"b\\""\n' };

async function read(command: string) {
  const found = await readCurl(command, async (path) => (files[path] === undefined ? { problem: `no ${path}` } : Buffer.from(files[path])));
  if ('problem' in found) return found;
  const { method, target, headers, body } = found.request;
  return { method, target, headers: headers.map(([name, value]) => `${name}: ${value}`), body: body.toString(), notices: found.notices };
}

const form = 'Content-Type: application/x-www-form-urlencoded';

describe('a curl command', () => {
  it.each([
    ['curl https://h', { method: 'GET', target: '/', headers: ['Host: h'], body: '' }],
    ['$ curl -s https://h:8443/p?x=1#frag', { method: 'GET', target: '/p?x=1', headers: ['Host: h:8443'] }],
    ["curl -X POST https://h -H 'A: b' -H 'C:d'", { method: 'POST', headers: ['Host: h', 'A: b', 'C: d'] }],
    ['curl -XPOST -d a=1 -d b=2 https://h', { method: 'POST', body: 'a=1&b=2', headers: ['Host: h', form] }],
    ["curl https://h --data-raw '@a' -H 'content-type: text/plain'", { body: '@a', headers: ['Host: h', 'content-type: text/plain'] }],
    ['curl https://h -d @body.json', { body: '{"a": 1}' }],
    ['curl https://h --data-binary @body.json', { body: '{"a":\r\n 1}\n' }],
    ['curl https://h --data-urlencode "a=b c" --data-urlencode =x/y', { body: 'a=b+c&x%2Fy' }],
    ['curl -G https://h/?z=1 -d a=1 --data b=2', { method: 'GET', target: '/?z=1&a=1&b=2', body: '', headers: ['Host: h'] }],
    ['curl --json \'{"a":1}\' https://h', { method: 'POST', body: '{"a":1}', headers: ['Host: h', 'Content-Type: application/json'] }],
    ['curl --url https://h -H "Host: other"', { headers: ['Host: other'] }],
    ['curl -H "Host:" -H "Empty;" https://h', { headers: ['Empty: '] }],
    ['curl --config url.curl', { target: '/?a="b"' }],
    ['curl h/p', { target: '/p', headers: ['Host: h'] }],
    ['curl --output out -o x -sSo y -u user:secret https://h', { target: '/', headers: ['Host: h'] }],
  ])('is read: %s', async (command, expected) => expect(await read(command)).toMatchObject(expected));

  it('gives notices about the options that are left out', async () => {
    const { notices } = (await read('curl -s --max-time 5 -u a:b -F x=y https://h')) as { notices: string[] };
    expect(notices.join('\n')).toContain('idv does not support -u, -F of curl, which changes the request');
    expect(notices.join('\n')).toContain('ignored: -s, --max-time');
  });

  it('gives a notice that -d removes the line breaks of a file', async () => {
    expect(await read('curl https://h -d @body.json')).toMatchObject({
      notices: [expect.stringContaining('--data-binary sends it unchanged')],
    });
  });

  it.each([
    ["curl 'https://h", 'a quote in the curl command is not closed'],
    ['curl -X POST', 'the curl command has no address'],
    ['curl https://h -d @missing', 'no missing'],
  ])('is refused when it cannot be read: %s', async (command, problem) => expect(await read(command)).toEqual({ problem }));
});
