import type { Action } from '../core/action.ts';
import type { BodyValue } from '../core/body.ts';
import type { Check } from '../core/judge/judgement.ts';
import type { Target } from './plan.ts';

/** What is to be called: a declared action or any other, with values or with a body as it is. */
export interface Request {
  action: Action | undefined;
  actionName: string;
  product: string;
  version: string;
  values: Readonly<Record<string, BodyValue>>;
  verbatim?: Buffer;
  /** The checks that a success must show: those that the token in `values` asked for. */
  required?: readonly Check[];
}

/** A request to a declared action. */
export const requestFor = (action: Action, values: Readonly<Record<string, BodyValue>>, required: readonly Check[] = []): Request => ({
  action,
  actionName: action.name,
  product: action.product,
  version: action.version,
  values,
  required,
});

/** Where and how requests go, apart from what they are. */
export type Route = Pick<Target, 'provider' | 'region' | 'shape' | 'answerFormat'> & {
  /** In place of each product's own host. */
  endpoint: string | undefined;
};

/** A product that is not in the route's region is reached where it is: some are served to all the world from one. */
function placeOf({ provider, region }: Route, product: string): { region: string; host: string | undefined } {
  const wanted = region ?? provider.defaultRegion(product);
  const found = provider.hostOf(product, wanted);
  if ('host' in found) return { region: wanted, host: found.host };
  const [other = wanted] = found.regions;
  const there = provider.hostOf(product, other);
  return { region: other, host: 'host' in there ? there.host : undefined };
}

export function targetOf(route: Route, { action, actionName, product, version }: Request): Target {
  const { provider, shape, answerFormat, endpoint } = route;
  const { region, host } = placeOf(route, product);
  const url = new URL(endpoint ?? `https://${host}`);
  return {
    provider,
    product,
    actionName,
    action,
    version,
    shape,
    answerFormat,
    endpoint: url,
    region: endpoint === undefined ? region : route.region,
  };
}
