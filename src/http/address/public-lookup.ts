import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPublicAddress, privateAddressError } from './public-address.ts';

/**
 * A name look-up that returns only public addresses, and fails if there is none. So the address to which the socket connects is checked,
 * and not the result of an earlier look-up.
 */
export const publicLookup =
  (target: string, lookup: LookupFunction = systemLookup as LookupFunction): LookupFunction =>
  (host, options, callback) =>
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, []);
      const addresses = found as LookupAddress[];
      const [first, ...others] = addresses.filter(({ address }) => isPublicAddress(address));
      if (first === undefined)
        return callback(privateAddressError(target, addresses[0]?.address ?? 'nowhere') as NodeJS.ErrnoException, []);
      if (options.all) callback(null, [first, ...others]);
      else callback(null, first.address, first.family);
    });
