import type { HealthCheck } from '../../app/doctor/health-check.ts';
import type { Vendor } from '../../vendors/vendor.ts';
import type { Invocation } from '../handler.ts';
import { networkChecks } from './network-checks.ts';
import { findSettings } from './settings-checks.ts';

/** Checks key, connections, clock and a signed call of one vendor, with the settings of this command line. */
export async function checkVendor(vendor: Vendor, invocation: Invocation): Promise<HealthCheck[]> {
  const found = await findSettings(vendor, invocation, new Set());
  return [...found.checks, ...(await networkChecks(found))];
}
