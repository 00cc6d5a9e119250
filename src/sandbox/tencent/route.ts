import type { Action } from '../../core/declare/action.ts';
import { tencent } from '../../providers/tencent/provider.ts';
import { type Refusal, refused } from '../vendor.ts';

/** What a call names: in headers for TC3, among the parameters for v1. */
export interface Named {
  action: string | undefined;
  version: string | undefined;
  region: string | undefined;
}

export type NamedPlace = 'header' | 'parameter';

const missing = (place: NamedPlace, name: string): { refusal: Refusal } => ({
  refusal: { code: 'MissingParameter', message: `the ${place} \`${place === 'header' ? 'X-TC-' : ''}${name}\` is missing` },
});

/** A token is read where it was issued, also in a region that the page of the result does not name. */
function regionsOf(action: Action): readonly string[] {
  const issuers = tencent.actions.filter(({ follow }) => follow?.action === action.name);
  return [...new Set([action, ...issuers].flatMap(({ regions }) => regions))].sort();
}

function regionFault(action: Action, region: string | undefined, place: NamedPlace): { refusal: Refusal } | undefined {
  const regions = regionsOf(action);
  if (regions.length === 0) return undefined;
  if (region === undefined || region === '') return missing(place, 'Region');
  if (regions.includes(region)) return undefined;
  return refused('UnsupportedRegion', `${action.name} is not offered in this region, but in ${regions.join(', ')}`);
}

/** The declared action that a request is for. A service of undefined is any. */
export function findRoute(
  { action: name, version, region }: Named,
  service: string | undefined,
  place: NamedPlace,
): { action: Action } | { action?: Action; refusal: Refusal } {
  if (name === undefined) return missing(place, 'Action');
  if (version === undefined) return missing(place, 'Version');
  if (service !== undefined && !tencent.versionOf(service)) {
    return refused('NoSuchProduct', `the sandbox has no product \`${service.slice(0, 80)}\``);
  }
  const ofProduct = tencent.actions.filter(({ product }) => service === undefined || product === service);
  const ofVersion = ofProduct.filter((action) => action.version === version);
  if (ofVersion.length === 0) return refused('NoSuchVersion', 'the product has no such version');
  const action = ofVersion.find((candidate) => candidate.name === name);
  if (!action) return refused('InvalidAction', 'the product has no such action in this version');
  const fault = regionFault(action, region, place);
  return fault ? { action, ...fault } : { action };
}
