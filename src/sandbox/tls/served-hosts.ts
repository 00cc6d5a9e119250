import { vendors } from '../../vendors/registry.ts';

/** The hosts for which the sandbox answers: its own, and those of the vendors for a client that uses it as its proxy. */

const isVendorHost = (host: string): boolean => vendors.some(({ hosts }) => hosts.some((known) => known.host === host));

const isOwnHost = (host: string): boolean => host === '127.0.0.1' || host === 'localhost';

/** `host` is in lower case and without a port. */
export const isServedHost = (host: string): boolean => isOwnHost(host) || isVendorHost(host);

/** True for the target of a CONNECT that the sandbox answers: `faceid.tencentcloudapi.com:443`, or its own address. */
export function isServedTarget(target: string, port: number): boolean {
  const [, host = '', at = ''] = /^([a-z0-9.-]+):(\d{1,5})$/.exec(target.toLowerCase()) ?? [];
  return isOwnHost(host) ? Number(at) === port : /^(?:443|80)$/.test(at) && isVendorHost(host);
}

/** The path of the complete URL that a client sends to a proxy for plain HTTP. Undefined if the URL leads elsewhere. */
export function targetWithoutOrigin(target: string, port: number): string | undefined {
  const [, host, at = '80', path = ''] = /^http:\/\/([^/:?#]*)(?::(\d{1,5}))?((?:[/?].*)?)$/is.exec(target) ?? [];
  if (host === undefined) return /^http:/i.test(target) ? undefined : target;
  const name = host.toLowerCase();
  const isServed = isOwnHost(name) ? Number(at) === port : Number(at) === 80 && isVendorHost(name);
  return isServed ? path.replace(/^(?!\/)/, '/') : undefined;
}
