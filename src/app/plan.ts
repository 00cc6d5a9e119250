import type { Action } from '../core/action.ts';
import type { BodyValue } from '../core/body.ts';
import type { Problem } from '../core/errors.ts';
import type { Call, Provider, SignMethod } from '../providers/provider.ts';

/** What a call needs besides its values: which action, where, and how it is signed. */
export interface Target {
  provider: Provider;
  product: string;
  actionName: string;
  /** The catalogue's declaration; undefined for an action it does not have. */
  action: Action | undefined;
  version: string;
  region: string | undefined;
  endpoint: URL;
  httpMethod: 'GET' | 'POST';
  signMethod: SignMethod;
}

export interface Plan {
  target: Target;
  call: Call;
  /** For people: the body's values before media became base64; undefined for a body given verbatim. */
  values: Readonly<Record<string, BodyValue>> | undefined;
}

/** Builds the body once. `verbatim` is sent as it is, in place of `values`. */
export function planCall(target: Target, values: Readonly<Record<string, BodyValue>>, verbatim?: Buffer): Plan {
  const { provider, product, version, region, endpoint, httpMethod, signMethod } = target;
  const body = verbatim ?? provider.buildBody(values, httpMethod);
  const call: Call = { product, action: target.actionName, version, region, endpoint, httpMethod, signMethod, values, body };
  return { target, call, values: verbatim ? undefined : values };
}

const mib = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MB`;

/** Refused here, because the service would only say so after the upload. */
export function sizeProblems({ target, call }: Plan, queryBytes: number): Problem[] {
  const limit = target.provider.maxRequestBytes(target.signMethod, target.httpMethod);
  const size = target.httpMethod === 'GET' ? queryBytes : call.body.length;
  if (size <= limit) return [];
  const isGet = target.httpMethod === 'GET';
  return [
    {
      category: 'media',
      flag: isGet ? '--http-method' : 'request',
      message: isGet
        ? `the query is ${size} bytes, and a GET may have ${limit}`
        : `the body is ${mib(size)} with media as base64, and ${target.signMethod} allows ${mib(limit)}`,
      cure: isGet ? 'use --http-method post' : 'send a smaller photo or a shorter clip',
    },
  ];
}
