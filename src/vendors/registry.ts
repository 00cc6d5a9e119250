import { IdvError } from '../core/errors.ts';
import { aliyun } from './aliyun/vendor.ts';
import { declaredVendors, type VendorName } from './catalogue.ts';
import { tencent } from './tencent/vendor.ts';
import type { Vendor } from './vendor.ts';

const byName: Readonly<Record<VendorName, Vendor>> = { tencent, aliyun };

/** In the order of the catalogue. */
export const vendors: readonly Vendor[] = declaredVendors.map(({ name }) => byName[name]);

export const vendorsByName: ReadonlyMap<string, Vendor> = new Map(vendors.map((vendor) => [vendor.name, vendor]));

/** Throws IdvError `usage` with the possible names; `example` shows the expected form. */
export function requireVendor(name: string, example = ''): Vendor {
  const found = vendorsByName.get(name);
  if (found) return found;
  const names = vendors.map((vendor) => vendor.name).join(', ');
  throw new IdvError('usage', `there is no vendor '${name}'`, { code: 'unknown-vendor', hint: `one of ${names}${example}` });
}
