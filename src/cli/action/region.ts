import type { Settings } from '../../config/settings.ts';
import { type Problem, usageProblem } from '../../core/errors.ts';
import type { Call, Vendor } from '../../vendors/vendor.ts';
import type { Session } from '../flags/session.ts';

interface Place {
  region: Settings['region'];
  problem?: Problem;
  notice?: string;
}

/**
 * The region in which a product is called. One that was asked for and has no host is refused; one that comes from a profile
 * or a variable is that of the account's other products, and is passed over.
 */
export function regionOf(vendor: Vendor, product: string, { region, endpoint }: Pick<Settings, 'region' | 'endpoint'>): Place {
  const { value, source } = region;
  const isFlag = source.startsWith('flag ');
  // Whoever names the host has said where; a sandbox is everywhere.
  const isElsewhere = endpoint.value !== undefined && endpoint.source !== 'flag --sandbox';
  if (value === undefined || (isElsewhere && (!isFlag || endpoint.source === 'flag --endpoint'))) return { region };
  const found = vendor.hostOf(product, value);
  if ('host' in found) return { region };
  const there = found.regions.join(', ');
  if (isFlag) {
    const hint = `use --region ${found.regions[0]}, or --endpoint with a host`;
    return {
      region,
      problem: usageProblem('--region', `${product} has no host in ${value}, only in ${there}`, hint),
    };
  }
  return {
    region: { value: found.regions[0], source: `the only region of ${product}` },
    notice: `${product} is served in ${there} alone; region ${value} (${source}) is not used`,
  };
}

/** A host that the vendor's list does not have is a guess; whose answers a guess finds should be known before a key is used there. */
function noteHost({ settings, vendor, notice }: Session, product: string): void {
  const region = settings.region.value ?? vendor.defaultRegion(product);
  if (settings.endpoint.value !== undefined) return;
  const found = vendor.hostOf(product, region);
  if (!('host' in found) || vendor.hosts.some(({ host }) => host === found.host)) return;
  const parts = found.host.includes(region) ? `${product} and ${region}` : product;
  notice(`the host ${found.host} is not documented: it is made up from ${parts}; --endpoint names another`);
}

/** Says where the region, or the host that is made of it, is not known to take the call. `role` is what the command calls the action for, where it is not the one that the user named. */
export function noteRegion(
  session: Session,
  { action, actionName, product }: Pick<Call, 'action' | 'actionName' | 'product'>,
  role?: string,
): void {
  const { settings, notice } = session;
  noteHost(session, product);
  const region = settings.region.value;
  const known = action?.regions ?? [];
  if (known.length === 0 || region === undefined || known.includes(region)) return;
  const name = role === undefined ? actionName : `${actionName}, which ${role}`;
  notice(`region ${region} is not among those known for ${name} (${known.join(', ')}); sent all the same`);
}
