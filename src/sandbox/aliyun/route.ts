import type { Action } from '../../core/declare/action.ts';
import { aliyunCalls } from '../../vendors/aliyun/actions/list.ts';
import { products } from '../../vendors/aliyun/hosts.ts';
import { type GatewayRefusal, refuseWith } from '../checks/admission.ts';
import { headerOf, isSandboxHost, type ReceivedRequest } from '../wire/received-request.ts';
import { refuseMissing, type SignedAliyunCall } from './caller-checks.ts';

/** The version of an action in each product that has it. */
const versionsOf = ({ product, version, products: others = {} }: Action): Readonly<Record<string, string>> => ({
  ...others,
  [product]: version,
});

const productOfHost = (host: string): string | undefined =>
  Object.entries(products).find(([, { hosts }]) => Object.values(hosts).includes(host))?.[0];

/** Finds the declared action of a call, among those of the host's product. The sandbox's own address serves all products. */
export function routeAliyunCall(
  request: ReceivedRequest,
  { action: name, version }: Pick<SignedAliyunCall, 'action' | 'version'>,
): { action: Action } | { refusal: GatewayRefusal } {
  const product = isSandboxHost(request) ? undefined : (productOfHost(headerOf(request, 'host')?.toLowerCase() ?? '') ?? '');
  if (product === '') return refuseWith('InvalidProduct.NotFound', 'the sandbox knows no product at this host');
  if (!name) return { refusal: refuseMissing('Action') };
  if (!version) return { refusal: refuseMissing('Version') };
  const isServed = (action: Action, wanted?: string): boolean =>
    Object.entries(versionsOf(action)).some(
      ([of, own]) => (product === undefined || of === product) && (wanted === undefined || own === wanted),
    );
  if (!aliyunCalls.some((action) => isServed(action, version))) return refuseWith('NoSuchVersion', 'the product has no such version');
  const sameName = aliyunCalls.filter((action) => action.name === name);
  const action = sameName.find((candidate) => isServed(candidate, version));
  if (action) return { action };
  return sameName.length > 0
    ? refuseWith('InvalidApi.NotFound', 'the action is one of another product or version')
    : refuseWith('InvalidAction.NotFound', 'the product has no such action in this version');
}
