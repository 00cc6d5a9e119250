import type { Action } from '../../core/action.ts';
import { tencent } from '../../providers/tencent/provider.ts';
import { headerOf, type ReceivedRequest } from '../exchange.ts';
import type { Refusal } from '../vendor.ts';
import { sdkLoopbackService } from './verify-tc3.ts';

const missing = (header: string): { refusal: Refusal } => ({
  refusal: { code: 'MissingParameter', message: `the header \`${header}\` is missing` },
});

const refuse = (code: string, message: string): { refusal: Refusal } => ({ refusal: { code, message } });

function regionFault(action: Action, region: string | undefined): { refusal: Refusal } | undefined {
  if (action.regions.length === 0) return undefined;
  if (region === undefined || region === '') return missing('X-TC-Region');
  if (action.regions.includes(region)) return undefined;
  return refuse('UnsupportedRegion', `${action.name} is not offered in this region, but in ${action.regions.join(', ')}`);
}

/** The declared action that a request is for, by its signed service and the X-TC headers. */
export function findRoute(request: ReceivedRequest, service: string): { action: Action } | { action?: Action; refusal: Refusal } {
  const name = headerOf(request, 'x-tc-action');
  const version = headerOf(request, 'x-tc-version');
  if (name === undefined) return missing('X-TC-Action');
  if (version === undefined) return missing('X-TC-Version');
  const isSdk = service === sdkLoopbackService;
  if (!isSdk && !tencent.product(service)) return refuse('NoSuchProduct', `the sandbox has no product \`${service}\``);
  const ofProduct = tencent.actions.filter(({ product }) => isSdk || product === service);
  const ofVersion = ofProduct.filter((action) => action.version === version);
  if (ofVersion.length === 0) return refuse('NoSuchVersion', 'the product has no such version');
  const action = ofVersion.find((candidate) => candidate.name === name);
  if (!action) return refuse('InvalidAction', 'the product has no such action in this version');
  const fault = regionFault(action, headerOf(request, 'x-tc-region'));
  return fault ? { action, ...fault } : { action };
}
