import { describe, expect, it } from 'vitest';
import { readCurl } from '../../../../src/app/sign/theirs/read-curl.ts';

const files: Record<string, string> = {
  'body.json': '{"a":\r\n 1}\n',
  'url.curl': 'url = "https://h/?a=\\"b\\""\n',
  'all.curl': '# url = "https://no"\r\n  header  =  "A: b"\r\nheader = "C: \\\\d"\r\nuser = "x"\r\nurl="https://h/p"\r\n',
  'nul.txt': 'a\0b',
};

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
    ['curl -X PUT https://h/p?a?b=1', { method: 'PUT', target: '/p?a?b=1' }],
    ['curl https://h/p?', { target: '/p' }],
    ['curl https://h?a=1', { target: '/?a=1' }],
    ['curl -G https://h -d a=1', { target: '/?a=1' }],
    ['curl -G https://h/p', { method: 'GET', target: '/p', body: '' }],
    ['curl -G -X POST https://h -d a=1', { method: 'POST', target: '/?a=1', body: '', headers: ['Host: h'] }],
    ["curl https://h -d ''", { method: 'POST', body: '', headers: ['Host: h', form] }],
    ['curl https://h -d a -d @nul.txt --data-ascii c', { body: 'a&ab&c' }],
    ['curl https://h --data-binary @nul.txt', { body: 'a\0b' }],
    ['curl https://h --json 1 --json 2', { body: '12' }],
    ['curl https://h --json @body.json', { body: '{"a":\r\n 1}\n' }],
    ["curl https://h --json 1 -H 'CONTENT-TYPE: a/b'", { headers: ['Host: h', 'CONTENT-TYPE: a/b'] }],
    ['curl https://h --data-urlencode a@body.json', { body: 'a=%7B%22a%22%3A%0D%0A+1%7D%0A' }],
    ['curl https://h --data-urlencode @nul.txt', { body: 'a%00b' }],
    ['curl https://h --data-urlencode "a b*~é"', { body: 'a+b%2A~%C3%A9' }],
    ['curl https://h --data-urlencode =', { body: '' }],
    ['curl https://h --data-urlencode a=b=c@d', { body: 'a=b%3Dc%40d' }],
    ['curl -K all.curl', { target: '/p', headers: ['Host: h', 'A: b', 'C: \\d'] }],
    ['curl https://user:secret@h:1/p', { headers: ['Host: h:1'] }],
    ['curl HTTP://h/P', { target: '/P', headers: ['Host: h'] }],
    ["curl -H 'A : b ; c' -H 'B:' -H 'C; d' -H ' D ;' -H nothing -H ': x' https://h", { headers: ['Host: h', 'A: b ; c', 'D: '] }],
    ['curl -sSXPOST -HA:b -d@body.json https://h', { method: 'POST', headers: ['Host: h', 'A: b', form], body: '{"a": 1}' }],
    ['curl -sd a=1 https://h', { body: 'a=1' }],
    ['curl -Gs https://h -da=1', { method: 'GET', target: '/?a=1' }],
    ['curl -m 5 -e ref -m9 https://h', { target: '/', headers: ['Host: h'] }],
    ['curl - -- https://h', { target: '/', headers: ['Host: -'] }],
    ['curl https://h https://other', { headers: ['Host: h'] }],
    ['curl https://h -X', { method: '' }],
    ['curl --output out -o x -sSo y -u user:secret https://h', { target: '/', headers: ['Host: h'] }],
  ])('is read: %s', async (command, expected) => expect(await read(command)).toMatchObject(expected));

  it('gives notices about the options that are left out', async () => {
    const { notices } = (await read('curl -s --max-time 5 -u a:b -F x=y https://h')) as { notices: string[] };
    expect(notices).toEqual([
      'idv does not support -u, -F of curl, which changes the request',
      'options of curl that do not change the request are ignored: -s, --max-time',
    ]);
    expect(await read('curl -s -s --user a:b --compressed https://h')).toMatchObject({
      notices: [
        'idv does not support --user of curl, which changes the request',
        'options of curl that do not change the request are ignored: -s, --compressed',
      ],
    });
    expect(await read('curl https://h -X GET')).toMatchObject({ notices: [] });
  });

  it('gives no notice about line breaks that are kept', async () => {
    for (const command of ['curl https://h -d a', 'curl https://h --data-binary @body.json', 'curl https://h --data-raw @body.json']) {
      expect(await read(command), command).toMatchObject({ notices: [] });
    }
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
    ['curl https://h --data-urlencode a@missing', 'no missing'],
    ['curl -K missing https://h', 'no missing'],
  ])('is refused when it cannot be read: %s', async (command, problem) => expect(await read(command)).toEqual({ problem }));
});
