import { BlockList, isIP } from 'node:net';
import { TransportError } from '../../core/http.ts';
import { isLoopback, type Target } from '../target.ts';

export interface ProxyServer {
  secure: boolean;
  host: string;
  port: number;
  /** `host:port`, for messages: never the credentials. */
  name: string;
  /** Value of `Proxy-Authorization`. */
  authorization: string | undefined;
}

export type Env = Readonly<Record<string, string | undefined>>;

/**
 * The proxy for `target`, or nothing. As curl has it: lower-case names come first, `HTTPS_PROXY` serves https targets
 * (plain http never leaves the machine, so `HTTP_PROXY` has nothing to do), loopback is never proxied.
 * Throws TransportError `connect` for a proxy that cannot be used.
 */
export function proxyFor(target: Target, env: Env): ProxyServer | undefined {
  const setting = (env.https_proxy ?? env.HTTPS_PROXY)?.trim();
  if (!setting || !target.secure || isLoopback(target.host)) return undefined;
  return isExempt(target, env.no_proxy ?? env.NO_PROXY ?? '') ? undefined : parseProxy(setting);
}

function parseProxy(setting: string): ProxyServer {
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(setting) ? setting : `http://${setting}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url?.hostname || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    const message = 'the proxy in HTTPS_PROXY is not http://[user:password@]host:port; mend it, or exempt the host in NO_PROXY';
    throw new TransportError('connect', message, { sent: false });
  }
  const secure = url.protocol === 'https:';
  const port = Number(url.port || (secure ? 443 : 80));
  const credentials = `${decoded(url.username)}:${decoded(url.password)}`;
  return {
    secure,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port,
    name: `${url.hostname}:${port}`,
    authorization: credentials === ':' ? undefined : `Basic ${Buffer.from(credentials).toString('base64')}`,
  };
}

/** A password with a bare `%` is taken as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const isExempt = (target: Target, noProxy: string): boolean =>
  noProxy
    .toLowerCase()
    .split(/[,\s]+/)
    .some((entry) => entry !== '' && (entry === '*' || covers(entry, target)));

/** An entry is a name (which covers its subdomains, leading `.` or `*.` or not), an address or a network (`10.0.0.0/8`), each with or without a port. */
function covers(entry: string, { host, port }: Target): boolean {
  const [, name = '', entryPort] = /^(\[.*\]|[^:]*|.*:.*:.*?)(?::(\d+))?$/.exec(entry) ?? [];
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
