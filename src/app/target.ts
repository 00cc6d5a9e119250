import type { Action } from '../core/action.ts';
import type { BodyValue } from '../core/body.ts';
import type { Target } from './plan.ts';

/** What is to be called: a declared action or any other, with values or with a body as it is. */
export interface Request {
  action: Action | undefined;
  actionName: string;
  product: string;
  version: string;
  values: Readonly<Record<string, BodyValue>>;
  verbatim?: Buffer;
}

/** A request to a declared action. */
export const requestFor = (action: Action, values: Readonly<Record<string, BodyValue>>): Request => ({
  action,
  actionName: action.name,
  product: action.product,
  version: action.version,
  values,
});

/** Where and how requests go, apart from what they are. */
export type Route = Pick<Target, 'provider' | 'region' | 'shape'> & {
  /** In place of each product's own host. */
  endpoint: string | undefined;
};

export const targetOf = ({ endpoint, provider, ...route }: Route, { action, actionName, product, version }: Request): Target => ({
  ...route,
  provider,
  product,
  actionName,
  action,
  version,
  endpoint: new URL(endpoint ?? `https://${provider.hostOf(product)}`),
});
