import { transportFailure } from '../../app/call/failure.ts';
import { endpointOf } from '../../app/call/plan.ts';
import type { Route, World } from '../../app/call/world.ts';
import { checkConnection } from '../../app/doctor/check-connection.ts';
import { type HealthCheck, skippedCheck } from '../../app/doctor/health-check.ts';
import { tryKey, withUnusedServices } from '../../app/doctor/try-key.ts';
import type { KeyTrial } from '../../vendors/key-trial.ts';
import type { Vendor } from '../../vendors/vendor.ts';
import { dryRoute, withWorld } from '../flags/open-world.ts';
import type { Session } from '../flags/session.ts';
import type { FoundSettings } from './settings-checks.ts';

/** Every address that the vendor's actions are sent to. */
function originsOf(route: Route): string[] {
  const products = [...new Set(route.vendor.actions.map(({ product }) => product))];
  return [...new Set(products.map((product) => endpointOf(route, product).origin))];
}

/** The results by origin. */
async function checkConnections(route: Route, { runtime, settings, vendor }: Session): Promise<Map<string, HealthCheck>> {
  const connectTimeoutMs = Math.min(settings.timeoutS.value, settings.connectTimeoutS.value) * 1000;
  const check = async (origin: string): Promise<[string, HealthCheck]> => {
    const trial = await runtime.tryConnection(origin, settings.proxy?.value, connectTimeoutMs);
    if (trial.failure?.kind === 'aborted') throw transportFailure(trial.failure, true, runtime.signal);
    return [origin, checkConnection(trial, vendor.name)];
  };
  return new Map(await Promise.all(originsOf(route).map(check)));
}

const keysNotTried = ({ name, keyTrials }: Vendor, why: string): HealthCheck[] =>
  keyTrials.map(({ action }) => skippedCheck({ id: 'signed-call', vendor: name, subject: action.name }, why));

const clockNotChecked = ({ name }: Vendor, why: string): HealthCheck => skippedCheck({ id: 'clock', vendor: name, subject: 'clock' }, why);

async function checkCalls(world: World, connections: ReadonlyMap<string, HealthCheck>): Promise<HealthCheck[]> {
  const { vendor } = world.route;
  const isReached = ({ action }: KeyTrial): boolean => connections.get(endpointOf(world.route, action.product).origin)?.status === 'ok';
  const reached = vendor.keyTrials.filter(isReached);
  const tried = await Promise.all(reached.map((trial) => tryKey(trial, world)));
  const why = 'no connection';
  return [
    tried[0]?.clock ?? clockNotChecked(vendor, why),
    ...withUnusedServices(tried.map(({ call }) => call)),
    ...keysNotTried({ ...vendor, keyTrials: vendor.keyTrials.filter((trial) => !isReached(trial)) }, why),
  ];
}

/** Checks connections, clock and the answer to a signed call, as far as the settings allow. */
export async function networkChecks({ vendor, session }: FoundSettings): Promise<HealthCheck[]> {
  const nothingChecked = (why: string): HealthCheck[] => [clockNotChecked(vendor, why), ...keysNotTried(vendor, why)];
  if (!session) return nothingChecked('the settings cannot be used, so the host is not known');
  if (session.options.dryRun) return nothingChecked('a dry run sends nothing');
  if (!session.settings.credentials) {
    const connections = await checkConnections(dryRoute(session), session);
    return [...connections.values(), ...nothingChecked('no key to sign with')];
  }
  // The folder of --save-dir is only checked and not created, and standard output is for the report.
  const { saveDir: _, raw: __, ...options } = session.options;
  return withWorld({ ...session, options }, async (world) => {
    const connections = await checkConnections(world.route, session);
    return [...connections.values(), ...(await checkCalls(world, connections))];
  });
}
