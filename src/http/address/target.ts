import { BlockList, isIP } from 'node:net';
import { isOwnHost, TransportError } from '../../core/http.ts';

/** Where a request goes, read from its URL. */
export interface Target {
  secure: boolean;
  /** Without the brackets of an IPv6 address. */
  host: string;
  port: number;
  /** Scheme, host and port: what a connection may be shared by. */
  origin: string;
  /** Path and query, letter for letter: the URL parser would re-encode what has been signed. */
  path: string;
  /** `host:port`, for messages: never a path or a query, which may hold a signature. */
  name: string;
}

/** IPv6 has many spellings of one address. */
function isLoopback6(host: string): boolean {
  const loopback = new BlockList();
  loopback.addAddress('::1', 'ipv6');
  loopback.addSubnet('127.0.0.0', 8, 'ipv4');
  return loopback.check(host, 'ipv6');
}

export function isLoopback(host: string): boolean {
  const family = isIP(host);
  if (family === 0) return host === 'localhost';
  return family === 4 ? host.startsWith('127.') : isLoopback6(host);
}

/**
 * Whether text is an absolute http(s) URL that can be sent letter for letter: the URL parser would also take one without slashes, drop
 * line breaks, encode blanks and what is outside ASCII, and read a user name out of it.
 */
export const isPlainUrl = (text: string): boolean =>
  /^https?:\/\/[^/?#\\@]+([/?#].*)?$/i.test(text) && isVisible(text) && URL.canParse(text);

const isVisible = (text: string): boolean => /^[\x21-\x7e]+$/.test(text);

const refusal = (message: string, hint = 'give https://host[:port]'): TransportError =>
  new TransportError('protocol', message, { sent: false, hint });

/** Throws TransportError `protocol` for what is not a plain http(s) URL, and for `http` to anywhere but loopback. */
export function targetOf(url: string): Target {
  if (!URL.canParse(url)) throw refusal('the address is not a URL');
  const { protocol, hostname, port, host, username, password } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') throw refusal(`the scheme of the address, ${protocol}//, is not https://`);
  if (username || password) throw refusal(`the address at ${host} must not carry a user name or password`);
  if (!isPlainUrl(url))
    throw refusal(`the address at ${host} holds a blank, a line break or a sign outside ASCII`, 'write it percent-encoded');
  const secure = protocol === 'https:';
  const bareHost = hostname.replace(/^\[|\]$/g, '');
  if (!secure && !isOwnHost(new URL(url))) throw refusal(`plain http is only for this machine, not for ${host}`, 'use https://');
  const afterAuthority = url.replace(/^[a-z]+:\/\/[^/?#\\]*/i, '').replace(/#.*/, '');
  const portNumber = Number(port || (secure ? 443 : 80));
  return {
    secure,
    host: bareHost,
    port: portNumber,
    origin: `${protocol}//${host}`,
    path: afterAuthority.startsWith('/') ? afterAuthority : `/${afterAuthority}`,
    name: `${hostname}:${portNumber}`,
  };
}
