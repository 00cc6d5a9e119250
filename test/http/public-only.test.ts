import type { LookupFunction } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Dial } from '../../src/http/connect.ts';
import { dialTo, failureOf, post, send, sendOptions, testTransport } from '../support/http-send.ts';
import { certificatePath, closedPort, startHttp, startProxy, startTls, validPair } from '../support/loopback-servers.ts';

const publicOnly = { publicOnly: true };

/** A look-up that returns these addresses. */
const finding =
  (addresses: readonly string[]): LookupFunction =>
  (_host, options, callback) => {
    const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    setImmediate(() => {
      if (options.all) callback(null, found);
      else callback(null, found[0]?.address ?? '', found[0]?.family ?? 0);
    });
  };

/** Calls the look-up as `net` does, records the addresses and connects to none of them. */
function asking(seen: string[], all: boolean): Dial {
  return (options) => {
    const socket = dialTo(0)({ port: 0 });
    socket.destroy();
    options.lookup?.('a.test', { all }, (error, address) => {
      if (!error) seen.push(...(typeof address === 'string' ? [address] : address.map((found) => found.address)));
      socket.emit('error', error ?? Object.assign(new Error('none'), { code: 'ECONNREFUSED' }));
    });
    return socket;
  };
}

describe('an exchange that may only reach the public internet', () => {
  it.each(['127.0.0.1', '10.0.0.1', '[::1]', '[::ffff:169.254.169.254]', '2130706433'])(
    'does not connect to the address %s',
    async (host) => {
      const dial: Dial = () => {
        throw new Error('dialled');
      };
      const failure = await failureOf(send(`https://${host}/`, { dial }, publicOnly));
      expect(failure).toMatchObject({ kind: 'protocol', sent: false });
      expect(failure.message).toContain('not on the public internet');
    },
  );

  it.each([[['127.0.0.1']], [['10.1.2.3', 'fe80::1']], [['::ffff:192.168.0.1']]])(
    'does not connect to a name with the addresses %j',
    async (addresses) => {
      const port = await closedPort();
      const failure = await failureOf(send(`https://a.test:${port}/`, { lookup: finding(addresses) }, publicOnly));
      expect(failure).toMatchObject({ kind: 'protocol', sent: false });
      expect(failure.message).toContain(`a.test:${port} is ${addresses[0]}`);
    },
  );

  it.each([true, false])('connects only to the public addresses of a name (look-up with all: %s)', async (all) => {
    const seen: string[] = [];
    const lookup = finding(['10.0.0.1', '1.1.1.1', '::1', '2606:4700::1']);
    expect(await failureOf(send('https://a.test/', { lookup, dial: asking(seen, all) }, publicOnly))).toMatchObject({ sent: false });
    expect(seen).toEqual(all ? ['1.1.1.1', '2606:4700::1'] : ['1.1.1.1']);
  });

  it('fails with the error of the look-up', async () => {
    const lookup: LookupFunction = (_host, _options, callback) =>
      setImmediate(() => callback(Object.assign(new Error('x'), { code: 'ENOTFOUND' }), []));
    expect(await failureOf(send('https://a.test/', { lookup }, publicOnly))).toMatchObject({ kind: 'name', sent: false });
  });

  it('checks the address of the connected socket, even if the look-up found a public address', async () => {
    const port = await startTls(validPair, (socket) => socket.end());
    const failure = await failureOf(send('https://idv.test/', { dial: dialTo(port), lookup: finding(['1.1.1.1']) }, publicOnly));
    expect(failure).toMatchObject({ kind: 'protocol', sent: false });
    expect(failure.message).toContain('127.0.0.1');
  });

  it('does not reuse a connection of an exchange that was not checked', async () => {
    const port = await startHttp((_request, response) => response.end());
    const transport = testTransport();
    const request = post(`http://127.0.0.1:${port}/`);
    await transport.send(request, sendOptions);
    expect(await failureOf(transport.send(request, { ...sendOptions, ...publicOnly }))).toMatchObject({ kind: 'protocol', sent: false });
    expect((await transport.send(request, sendOptions)).status).toBe(200);
  });

  it('lets a proxy look up a name, but does not let it connect to a private address', async () => {
    const port = await startTls(validPair, (socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')),
    );
    const proxy = await startProxy(port);
    const env = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`, SSL_CERT_FILE: certificatePath };
    expect((await send('https://idv.test/', { env }, publicOnly)).status).toBe(200);
    expect(await failureOf(send('https://10.0.0.1/', { env }, publicOnly))).toMatchObject({ kind: 'protocol', sent: false });
    expect(proxy.heads.join('')).not.toContain('10.0.0.1');
  });
});
