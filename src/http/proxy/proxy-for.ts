import { BlockList, isIP } from 'node:net';
import { isLoopback, type Target } from '../address/target.ts';
import { type ProxyServer, parseProxy } from './parse-proxy.ts';

export type Env = Readonly<Record<string, string | undefined>>;

/** In curl's order. Plain http never leaves the machine, so `HTTP_PROXY` has nothing to do. */
const proxyNames = ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'];
const exemptNames = ['no_proxy', 'NO_PROXY'];

/** As curl has it, an empty variable counts as unset. */
function firstSet(names: readonly string[], env: Env): { name: string; text: string } | undefined {
  for (const name of names) {
    const text = env[name]?.trim();
    if (text) return { name, text };
  }
  return undefined;
}

/**
 * The proxy for `target`, or nothing. `setting` is one that was given for idv alone, in place of the variables. Loopback is never
 * proxied. Throws TransportError `config` for a proxy that cannot be used.
 */
export function proxyFor(target: Target, env: Env, setting?: string): ProxyServer | undefined {
  if (!target.secure || isLoopback(target.host)) return undefined;
  const found = setting === undefined ? firstSet(proxyNames, env) : { name: 'the setting proxy', text: setting.trim() };
  if (found === undefined || isExempt(target, firstSet(exemptNames, env)?.text ?? '')) return undefined;
  return parseProxy(found.text, found.name);
}

/** Whether `NO_PROXY` has a target on its list: entries between commas or blanks, `*` for every host. */
export const isExempt = (target: Target, noProxy: string): boolean =>
  noProxy
    .toLowerCase()
    .split(/[,\s]+/)
    .some((entry) => entry !== '' && (entry === '*' || covers(entry, target)));

/** An entry is a name (which covers its subdomains, leading `.` or `*.` or not), an address or a network (`10.0.0.0/8`), each with or without a port. */
function covers(entry: string, { host, port }: Target): boolean {
  // An address of IPv6 without brackets is all address: its end could be a port as well.
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
