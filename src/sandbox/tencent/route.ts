import type { Action } from '../../core/declare/action.ts';
import { tencent } from '../../vendors/tencent/vendor.ts';
import { type GatewayRefusal, refuseWith } from '../checks/admission.ts';

/** What a call names: in headers with TC3, in parameters with v1. */
export interface TencentNames {
  action: string | undefined;
  version: string | undefined;
  region: string | undefined;
}

export type NamesIn = 'header' | 'parameter';

const missingName = (namesIn: NamesIn, name: string): { refusal: GatewayRefusal } =>
  refuseWith('MissingParameter', `the ${namesIn} \`${namesIn === 'header' ? 'X-TC-' : ''}${name}\` is missing`);

/** A result can be read in the region of its token, even if the manual's page of the result does not list that region. */
function regionsOfAction(action: Action): readonly string[] {
  const issuers = tencent.actions.filter(({ follow }) => follow?.action === action.name);
  return [...new Set([action, ...issuers].flatMap(({ regions }) => regions))].sort();
}

function checkRegion(action: Action, region: string | undefined, namesIn: NamesIn): { refusal: GatewayRefusal } | undefined {
  const regions = regionsOfAction(action);
  if (regions.length === 0) return undefined;
  if (region === undefined || region === '') return missingName(namesIn, 'Region');
  if (regions.includes(region)) return undefined;
  return refuseWith('UnsupportedRegion', `${action.name} is not offered in this region, but in ${regions.join(', ')}`);
}

/** Finds the declared action of a call. An undefined service stands for all services. */
export function routeTencentCall(
  { action: name, version, region }: TencentNames,
  service: string | undefined,
  namesIn: NamesIn,
): { action: Action } | { action?: Action; refusal: GatewayRefusal } {
  if (name === undefined) return missingName(namesIn, 'Action');
  if (version === undefined) return missingName(namesIn, 'Version');
  if (service !== undefined && !tencent.versionOf(service))
    return refuseWith('NoSuchProduct', `the sandbox has no product \`${service.slice(0, 80)}\``);
  const ofProduct = tencent.actions.filter(({ product }) => service === undefined || product === service);
  const ofVersion = ofProduct.filter((action) => action.version === version);
  if (ofVersion.length === 0) return refuseWith('NoSuchVersion', 'the product has no such version');
  const action = ofVersion.find((candidate) => candidate.name === name);
  if (!action) return refuseWith('InvalidAction', 'the product has no such action in this version');
  const refused = checkRegion(action, region, namesIn);
  return refused ? { action, ...refused } : { action };
}
