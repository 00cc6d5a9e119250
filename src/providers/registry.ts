import type { Action } from '../core/action.ts';
import type { Provider } from './provider.ts';
import { tencent } from './tencent/provider.ts';

/** In the order in which help shows them. */
export const providers: readonly Provider[] = [tencent];

export const allActions: readonly Action[] = providers.flatMap((provider) => provider.actions);

export const findProvider = (name: string): Provider | undefined => providers.find((provider) => provider.name === name);
