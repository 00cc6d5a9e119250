import type { Action } from '../../core/declare/action.ts';
import { aliyunCalls } from '../../providers/aliyun/actions/list.ts';
import { products } from '../../providers/aliyun/hosts.ts';
import { headerOf, type ReceivedRequest } from '../exchange.ts';
import { isOwnHost } from '../own-host.ts';
import { type Refusal, refused } from '../vendor.ts';
import { missing } from './account.ts';
import type { Verified } from './verified.ts';

/** The versions that an action has, by product. */
const versionsOf = ({ product, version, products: others = {} }: Action): Readonly<Record<string, string>> => ({
  ...others,
  [product]: version,
});

const productOfHost = (host: string): string | undefined =>
  Object.entries(products).find(([, { hosts }]) => Object.values(hosts).includes(host))?.[0];

/** The declared action that a request is for: of the host's product, or of any where our own address stands for all. */
export function findRoute(
  request: ReceivedRequest,
  { action: name, version }: Pick<Verified, 'action' | 'version'>,
): { action: Action } | { refusal: Refusal } {
  const product = isOwnHost(request) ? undefined : (productOfHost(headerOf(request, 'host')?.toLowerCase() ?? '') ?? '');
  if (product === '') return refused('InvalidProduct.NotFound', 'the sandbox knows no product at this host');
  if (!name) return { refusal: missing('Action') };
  if (!version) return { refusal: missing('Version') };
  const isServed = (action: Action, wanted?: string): boolean =>
    Object.entries(versionsOf(action)).some(
      ([of, own]) => (product === undefined || of === product) && (wanted === undefined || own === wanted),
    );
  if (!aliyunCalls.some((action) => isServed(action, version))) return refused('NoSuchVersion', 'the product has no such version');
  const namesakes = aliyunCalls.filter((action) => action.name === name);
  const action = namesakes.find((candidate) => isServed(candidate, version));
  if (action) return { action };
  return namesakes.length > 0
    ? refused('InvalidApi.NotFound', 'the action is one of another product or version')
    : refused('InvalidAction.NotFound', 'the product has no such action in this version');
}
