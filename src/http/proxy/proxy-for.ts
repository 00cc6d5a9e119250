import { isLoopback, type Target } from '../address/target.ts';
import { isExempt } from './no-proxy.ts';
import { type ProxyServer, parseProxy } from './parse-proxy.ts';

export type Env = Readonly<Record<string, string | undefined>>;

/** In curl's order. Plain http never leaves the machine, so `HTTP_PROXY` has nothing to do. */
const proxyNames = ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'];
const exemptNames = ['no_proxy', 'NO_PROXY'];

/** As curl has it, an empty variable counts as unset. */
function firstSet(names: readonly string[], env: Env): { name: string; text: string } | undefined {
  for (const name of names) {
    const text = env[name]?.trim();
    if (text) return { name, text };
  }
  return undefined;
}

/**
 * The proxy for `target`, or nothing. `setting` is one that was given for idv alone, in place of the variables. Loopback is never
 * proxied. Throws TransportError `config` for a proxy that cannot be used.
 */
export function proxyFor(target: Target, env: Env, setting?: string): ProxyServer | undefined {
  if (!target.secure || isLoopback(target.host)) return undefined;
  const found = setting === undefined ? firstSet(proxyNames, env) : { name: 'the setting proxy', text: setting.trim() };
  if (found === undefined || isExempt(target, firstSet(exemptNames, env)?.text ?? '')) return undefined;
  return parseProxy(found.text, found.name);
}
