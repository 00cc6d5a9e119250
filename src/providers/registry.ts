import { IdvError } from '../core/errors.ts';
import { aliyun } from './aliyun/provider.ts';
import type { Provider } from './provider.ts';
import { tencent } from './tencent/provider.ts';

/** In the order in which help shows them. */
export const providers: readonly Provider[] = [tencent, aliyun];

/** Throws IdvError `usage` with the names there are; `example` shows the form that was expected. */
export function requireProvider(name: string, example = ''): Provider {
  const found = findProvider(name);
  if (found) return found;
  const names = providers.map((provider) => provider.name).join(', ');
  throw new IdvError('usage', `there is no provider '${name}'`, { code: 'unknown-provider', hint: `one of ${names}${example}` });
}

export const findProvider = (name: string): Provider | undefined => providers.find((provider) => provider.name === name);
