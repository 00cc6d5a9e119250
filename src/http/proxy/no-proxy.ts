import { BlockList, isIP } from 'node:net';
import type { Target } from '../address/target.ts';

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
