import { IdvError } from '../core/errors.ts';
import { aliyun } from './aliyun/provider.ts';
import { type VendorName, vendors } from './catalogue.ts';
import type { Provider } from './provider.ts';
import { tencent } from './tencent/provider.ts';

const byName: Readonly<Record<VendorName, Provider>> = { tencent, aliyun };

/** In the order of the catalogue. */
export const providers: readonly Provider[] = vendors.map(({ name }) => byName[name]);

export const findProvider = (name: string): Provider | undefined => providers.find((provider) => provider.name === name);

/** Throws IdvError `usage` with the names there are; `example` shows the form that was expected. */
export function requireProvider(name: string, example = ''): Provider {
  const found = findProvider(name);
  if (found) return found;
  const names = providers.map((provider) => provider.name).join(', ');
  throw new IdvError('usage', `there is no provider '${name}'`, { code: 'unknown-provider', hint: `one of ${names}${example}` });
}
