import { BlockList, isIP } from 'node:net';
import { isOwnHost, TransportError } from '../../core/http.ts';
import { type ProxyServer, parseProxy } from '../proxy/parse-proxy.ts';

/** Where a request goes, read from its URL. */
export interface Target {
  secure: boolean;
  /** Without the brackets of an IPv6 address. */
  host: string;
  port: number;
  /** Scheme, host and port. Requests with the same origin may share a connection. */
  origin: string;
  /** Path and query, unchanged, because the URL parser would re-encode what was signed. */
  path: string;
  /** `host:port`, for messages: never a path or a query, which may contain a signature. */
  name: string;
}

/** An IPv6 address can be written in many ways. */
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
 * Whether text is an absolute http(s) URL that can be sent unchanged. The URL parser alone would also accept a URL without slashes, drop
 * line breaks, encode blanks and non-ASCII characters, and accept a user name.
 */
export const isPlainUrl = (text: string): boolean =>
  /^https?:\/\/[^/?#\\@]+([/?#].*)?$/i.test(text) && isVisible(text) && URL.canParse(text);

const isVisible = (text: string): boolean => /^[\x21-\x7e]+$/.test(text);

const targetError = (message: string, hint = 'give https://host[:port]'): TransportError =>
  new TransportError('protocol', message, { sent: false, hint });

/** Throws TransportError `protocol` for anything that is not a plain http(s) URL, and for `http` to a host other than loopback. */
export function targetOf(url: string): Target {
  if (!URL.canParse(url)) throw targetError('the address is not a URL');
  const { protocol, hostname, port, host, username, password } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') throw targetError(`the scheme of the address, ${protocol}//, is not https://`);
  if (username || password) throw targetError(`the address at ${host} must not carry a user name or password`);
  if (!isPlainUrl(url))
    throw targetError(`the address at ${host} contains a blank, a line break or a character outside ASCII`, 'write it percent-encoded');
  const secure = protocol === 'https:';
  const bareHost = hostname.replace(/^\[|\]$/g, '');
  if (!secure && !isOwnHost(new URL(url)))
    throw targetError(`plain http is allowed only for this machine, not for ${host}`, 'use https://');
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

export type Env = Readonly<Record<string, string | undefined>>;

/** In curl's order. `HTTP_PROXY` is not used, because plain http never leaves the machine. */
const proxyNames = ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'];
const exemptNames = ['no_proxy', 'NO_PROXY'];

/** As in curl, an empty variable counts as unset. */
function firstSet(names: readonly string[], env: Env): { name: string; text: string } | undefined {
  for (const name of names) {
    const text = env[name]?.trim();
    if (text) return { name, text };
  }
  return undefined;
}

/**
 * The proxy for `target`, or nothing. `setting` is a proxy that was given only for idv, and replaces the variables. Requests to loopback
 * never use a proxy. Throws TransportError `config` for a proxy that cannot be used.
 */
export function proxyFor(target: Target, env: Env, setting?: string): ProxyServer | undefined {
  if (!target.secure || isLoopback(target.host)) return undefined;
  const found = setting === undefined ? firstSet(proxyNames, env) : { name: 'the setting proxy', text: setting.trim() };
  if (found === undefined || isExempt(target, firstSet(exemptNames, env)?.text ?? '')) return undefined;
  return parseProxy(found.text, found.name);
}

/** Whether `NO_PROXY` lists a target. Its entries are separated by commas or blanks; `*` stands for every host. */
const isExempt = (target: Target, noProxy: string): boolean =>
  noProxy
    .toLowerCase()
    .split(/[,\s]+/)
    .some((entry) => entry !== '' && (entry === '*' || covers(entry, target)));

/**
 * An entry is a name, an address or a network (`10.0.0.0/8`), with or without a port. A name also covers its subdomains; a leading `.` or
 * `*.` makes no difference.
 */
function covers(entry: string, { host, port }: Target): boolean {
  // An IPv6 address without brackets has no port, because its last group could be mistaken for one.
  const [, name = entry, entryPort] = /^(\[.*\]|[^:]*)(?::(\d+))?$/.exec(entry) ?? [];
  if (entryPort !== undefined && Number(entryPort) !== port) return false;
  const bare = name
    .replace(/^\[|\]$/g, '')
    .replace(/^\*?\./, '')
    .replace(/\.$/, '');
  const wanted = host.toLowerCase().replace(/\.$/, '');
  if (isIP(wanted) !== 0) return bare === wanted || inNetwork(wanted, bare);
  return bare !== '' && (wanted === bare || wanted.endsWith(`.${bare}`));
}

function inNetwork(address: string, network: string): boolean {
  const [base = '', bits = ''] = network.split('/');
  const family = isIP(base);
  if (family === 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > (family === 6 ? 128 : 32)) return false;
  const type = family === 6 ? 'ipv6' : 'ipv4';
  const list = new BlockList();
  list.addSubnet(base, Number(bits), type);
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}
