import type { ConnectionTrial } from '../../http/try-connection.ts';
import { type HealthCheck, okCheck, wrongCheck } from './health-check.ts';

const stepNames: Readonly<Record<ConnectionTrial['steps'][number]['phase'], string>> = {
  'name look-up': 'name',
  connecting: 'TCP',
  'proxy tunnel': 'proxy',
  'TLS handshake': 'TLS',
  'waiting for the answer': 'answer',
  'reading the answer': 'answer',
};

const fixOfProxy = 'check HTTPS_PROXY, ALL_PROXY and NO_PROXY, or the setting proxy';

/** Checks one endpoint: name, TCP, proxy and TLS, with the time of each step, or the step that failed. */
export function checkConnection(trial: ConnectionTrial, vendor: string): HealthCheck {
  const { target, proxy, address, tlsVersion, steps, failure } = trial;
  const identity = { id: 'connection', vendor, subject: target } as const;
  const details = {
    proxy: proxy ?? null,
    address: address ?? null,
    tlsVersion: tlsVersion ?? null,
    ...Object.fromEntries(steps.map(({ phase, ms }) => [`${stepNames[phase].toLowerCase()}Ms`, ms])),
  };
  if (failure)
    return wrongCheck(
      identity,
      failure.message.replace(` for ${target}`, ''),
      failure.hint ?? (proxy === undefined ? null : fixOfProxy),
      details,
    );
  const times = steps.map(({ phase, ms }) => `${stepNames[phase]} ${ms} ms`).join(', ');
  const through = proxy === undefined ? '' : `through the proxy ${proxy}: `;
  return okCheck(identity, [`${through}${times}`, tlsVersion].filter(Boolean).join(', '), details);
}
