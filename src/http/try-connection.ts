import { TransportError } from '../core/http.ts';
import { type Env, proxyFor, targetOf } from './address/target.ts';
import { type Dial, openConnection, startDeadline, tlsVersionOf } from './connect.ts';
import { connectFailure, type ExchangeProgress, type Phase } from './failure.ts';

/** How far a connection got, and how long each step took. */
export interface ConnectionTrial {
  /** `host:port`. */
  target: string;
  /** `host:port` of the proxy; undefined for a direct connection. */
  proxy: string | undefined;
  /** The peer's address: the proxy's, if there is one. */
  address: string | undefined;
  tlsVersion: string | undefined;
  /** The steps that were started, in order. */
  steps: readonly { phase: Phase; ms: number }[];
  /** Why there is no connection. */
  failure: TransportError | undefined;
}

export interface TrialOptions {
  env: Env;
  /** A proxy that replaces those in `env`. */
  proxy: string | undefined;
  userAgent: string | undefined;
  connectTimeoutMs: number;
  signal: AbortSignal;
  nowMs(): number;
  dial?: Dial;
}

/** An `ExchangeProgress` that keeps the time of each phase. A second attempt with other certificates is added to the first. */
function timedProgress(target: string, proxy: string | undefined, nowMs: () => number) {
  const times = new Map<Phase, number>();
  let phase: Phase = 'connecting';
  let sinceMs: number | undefined;
  const end = (): void => {
    if (sinceMs !== undefined) times.set(phase, (times.get(phase) ?? 0) + nowMs() - sinceMs);
  };
  const progress: ExchangeProgress = {
    target,
    proxy,
    sent: false,
    status: undefined,
    get phase() {
      return phase;
    },
    set phase(next) {
      end();
      phase = next;
      sinceMs = nowMs();
    },
  };
  const steps = (): ConnectionTrial['steps'] => {
    end();
    return [...times].map(([name, ms]) => ({ phase: name, ms }));
  };
  return { progress, steps };
}

/** Connects to the host of a URL as a call would, sends nothing, and closes. Never rejects. */
export async function tryConnection(url: string, options: TrialOptions): Promise<ConnectionTrial> {
  const { env, userAgent, connectTimeoutMs, signal, nowMs, dial } = options;
  const nothing = { proxy: undefined, address: undefined, tlsVersion: undefined, steps: [] };
  try {
    const target = targetOf(url);
    const proxy = proxyFor(target, env, options.proxy);
    const { progress, steps } = timedProgress(target.name, proxy?.name, nowMs);
    const deadline = startDeadline({ timeoutMs: 2 * connectTimeoutMs, connectTimeoutMs, maxResponseBytes: 0, signal }, progress);
    const stopConnectTimer = deadline.startConnectTimer();
    const route = { target, proxy, publicOnly: false, env, userAgent, dial, lookup: undefined };
    const known = { target: target.name, proxy: proxy?.name };
    try {
      const socket = await openConnection(route, progress, deadline.signal);
      const found = { address: socket.remoteAddress, tlsVersion: tlsVersionOf(socket) };
      socket.destroy();
      return { ...known, ...found, steps: steps(), failure: undefined };
    } catch (error) {
      const failure = connectFailure(error, progress, env.NODE_TLS_REJECT_UNAUTHORIZED === '0');
      return { ...nothing, ...known, steps: steps(), failure };
    } finally {
      stopConnectTimer();
      deadline.clear();
    }
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    return { ...nothing, target: new URL(url).host, failure: error };
  }
}
