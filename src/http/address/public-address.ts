import { BlockList, isIP, isIPv4 } from 'node:net';
import { TransportError } from '../../core/http.ts';
import { withoutEnding } from '../../core/text/printable.ts';
import { isPlainUrl } from './target.ts';

type Block = readonly [address: string, bits: number];

/**
 * Addresses that the internet does not route: https://www.iana.org/assignments/iana-ipv4-special-registry and the same list for IPv6.
 * 198.18.0.0/15 is not in the list, because system-wide proxies (fake-ip) map every host to an address in it.
 */
const notPublic4: readonly Block[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  // Addresses of carriers, and the metadata service of Alibaba Cloud: 100.100.100.200.
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // Link-local, and the metadata service of most clouds: 169.254.169.254.
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['224.0.0.0', 3],
];
const notPublic6: readonly Block[] = [
  // Loopback, unspecified, IPv4-compatible: all of ::/96.
  ['::', 96],
  // Addresses that a network translates for its own use.
  ['::ffff:0:0:0', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  // Teredo, in which the client's address is obfuscated.
  ['2001::', 32],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
];

let list: BlockList | undefined;

/** Created at the first use, because most calls exchange no files. */
function isBlocked(address: string, family: 'ipv4' | 'ipv6'): boolean {
  if (list === undefined) {
    list = new BlockList();
    for (const [block, bits] of notPublic4) list.addSubnet(block, bits, 'ipv4');
    for (const [block, bits] of notPublic6) list.addSubnet(block, bits, 'ipv6');
  }
  return list.check(address, family);
}

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): number[] {
  // The URL parser writes an IPv4 tail as two groups.
  const [head = '', tail] = new URL(`http://[${address}]/`).hostname.slice(1, -1).split('::');
  const numbers = (text: string): number[] => (text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16)));
  const [before, after] = [numbers(head), numbers(tail ?? '')];
  return [...before, ...new Array<number>(8 - before.length - after.length).fill(0), ...after];
}

/** The IPv4 address inside an IPv6 address that represents one: mapped, translated (NAT64) or tunnelled (6to4). */
function embedded4(address: string): string | undefined {
  const groups = groupsOf(address);
  const startsWith = (...prefix: number[]): boolean => prefix.every((group, index) => groups[index] === group);
  const at = startsWith(0, 0, 0, 0, 0, 0xffff) || startsWith(0x64, 0xff9b, 0, 0, 0, 0) ? 6 : startsWith(0x2002) ? 1 : undefined;
  if (at === undefined) return undefined;
  const [high = 0, low = 0] = groups.slice(at);
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** Whether an IP address belongs to the public internet. */
export function isPublicAddress(address: string): boolean {
  const [bare = ''] = address.split('%');
  if (isIPv4(bare)) return !isBlocked(bare, 'ipv4');
  const inner = embedded4(bare);
  return inner === undefined ? !isBlocked(bare, 'ipv6') : isPublicAddress(inner);
}

/**
 * Whether text is an https URL, without user name and password, whose host may be on the public internet: a public IP address in any
 * spelling, or a name that is not this machine's. The address of a name is checked at the look-up (`publicOnly`).
 */
export function isPublicHttps(text: string): boolean {
  if (!isPlainUrl(text)) return false;
  const { protocol, hostname } = new URL(text);
  const host = withoutEnding(hostname.replace(/^\[|\]$/g, ''), '.');
  if (protocol !== 'https:' || host === '') return false;
  return isIP(host) === 0 ? !/(^|\.)localhost$/.test(host) : isPublicAddress(host);
}

/** The error for a connection to an address that is not public. */
export const privateAddressError = (target: string, address: string): TransportError =>
  new TransportError('protocol', `${target} is ${address}, which is not on the public internet`, {
    sent: false,
    hint: 'files are exchanged only over the public internet, never with this machine or its network',
  });
