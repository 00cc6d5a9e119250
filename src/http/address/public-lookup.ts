import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPublicAddress, privateAddress } from './public-address.ts';

/**
 * A name look-up that finds public addresses alone, and fails where there is none: what a socket connects to is checked, not what an
 * earlier look-up said.
 */
export const publicLookup =
  (target: string, lookup: LookupFunction = systemLookup as LookupFunction): LookupFunction =>
  (host, options, callback) =>
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, []);
      const addresses = found as LookupAddress[];
      const [first, ...others] = addresses.filter(({ address }) => isPublicAddress(address));
      if (first === undefined) return callback(privateAddress(target, addresses[0]?.address ?? 'nowhere') as NodeJS.ErrnoException, []);
      if (options.all) callback(null, [first, ...others]);
      else callback(null, first.address, first.family);
    });
