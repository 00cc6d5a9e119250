import type { EngineInspection } from '../batch/engine/inspect-engine.ts';
import { serverFaults } from '../batch/engine/server-facts.ts';
import { tableProblem } from '../batch/engine/table-state.ts';
import { type HealthCheck, okCheck, skippedCheck, warningCheck, wrongCheck } from './health-check.ts';

const of = (subject: string) => ({ id: 'engine', vendor: null, subject: `engine, ${subject}` }) as const;

/** The connections of a worker with the usual number of calls in flight. */
const connectionsOfAWorker = 20;
const slowCommitMs = 50;
const offsetMs = 60_000;

const versionInWords = (version: number): string => `${Math.floor(version / 10_000)}.${version % 10_000}`;

function checkServer({ server, session, refused }: EngineInspection): HealthCheck[] {
  const version = `PostgreSQL ${versionInWords(server.version)}`;
  // The settings of idv's own session count. Without a session, only the server's defaults are known.
  const faults = serverFaults(session ?? { ...server, searchPath: 'bullmq', synchronousCommit: 'on' });
  const wrong = faults.map(({ subject, message, hint }) => wrongCheck(of(subject), message, hint));
  if (session === undefined && faults.length === 0)
    wrong.push(wrongCheck(of('session'), (refused?.message ?? 'refused').replace(/^--engine: /, ''), refused?.hint ?? null));
  return wrong.length > 0 ? wrong : [okCheck(of('server'), `${version}; a commit is on the disk before idv goes on`)];
}

function checkCommit({ server: { synchronousCommit }, session }: EngineInspection): HealthCheck[] {
  if (!session || synchronousCommit === session.synchronousCommit) return [];
  const found = `the server's default is ${synchronousCommit}; sessions of idv use ${session.synchronousCommit}`;
  return [warningCheck(of('synchronous_commit'), found, 'nothing for idv; other programs on this server may lose commits')];
}

function checkStandbys({ server: { standbys, synchronousStandbys } }: EngineInspection): HealthCheck[] {
  if (standbys === 0 || synchronousStandbys !== '') return [];
  const found = 'there is an asynchronous standby: if it takes over, the last calls may be missing';
  return [warningCheck(of('standby'), found, 'set synchronous_standby_names, or run idv batch rebuild with the journals after a failover')];
}

function checkTables({ queue, ledger }: EngineInspection): HealthCheck {
  const [message, hint] = tableProblem(ledger) ?? tableProblem(queue) ?? [];
  return message === undefined
    ? okCheck(of('tables'), 'they match this version of idv')
    : wrongCheck(of('tables'), message.replace('of this idv', 'of idv'), hint ?? null);
}

function checkConnections({ freeConnections }: EngineInspection): HealthCheck {
  const details = { freeConnections };
  return freeConnections < connectionsOfAWorker
    ? warningCheck(
        of('connections'),
        `${freeConnections} are free, and a worker needs ${connectionsOfAWorker}`,
        'raise max_connections, or lower --concurrency',
        details,
      )
    : okCheck(of('connections'), `${freeConnections} are free; a worker needs ${connectionsOfAWorker}`, details);
}

const rounded = (ms: number): number => Number(ms.toFixed(1));

function checkTimes({ roundTripMs, commitMs }: EngineInspection): HealthCheck {
  const details = { roundTripMs: rounded(roundTripMs), commitMs: commitMs === undefined ? null : rounded(commitMs) };
  const commit = commitMs === undefined ? '' : `, commit ${rounded(commitMs)} ms`;
  const found = `round trip ${rounded(roundTripMs)} ms${commit}`;
  return (commitMs ?? 0) > slowCommitMs
    ? warningCheck(of('times'), `${found}: each row waits for two commits`, 'use a server that is closer, or a faster disk', details)
    : okCheck(of('times'), found, details);
}

function checkEngineClock({ clockOffsetMs }: EngineInspection): HealthCheck {
  const details = { clockOffsetMs };
  if (Math.abs(clockOffsetMs) <= offsetMs) return okCheck(of('clock'), 'the server’s clock is within 60 s of this machine’s', details);
  const found = `this machine's clock is ${Math.round(Math.abs(clockOffsetMs) / 1000)} s ${clockOffsetMs > 0 ? 'ahead of' : 'behind'} the server's`;
  return warningCheck(of('clock'), `${found}; delayed rows come too late or too early`, 'set both clocks, for example with NTP', details);
}

function checkVersions({ sessions }: EngineInspection, version: string): HealthCheck[] {
  const others = Object.keys(sessions).filter((name) => name !== `idv ${version}`);
  if (others.length === 0) return [];
  return [
    wrongCheck(
      of('versions'),
      `${others.join(', ')} ${others.length === 1 ? 'is' : 'are'} connected, but this is idv ${version}`,
      'use one version of idv on all machines',
    ),
  ];
}

/** Checks what an engine needs so that no row is paid for twice. `version` is the version of idv. */
export function checkEngine(found: EngineInspection, version: string): HealthCheck[] {
  const { session, listens, missingRights } = found;
  const listening = okCheck(of('notifications'), 'arrive');
  const notArriving = wrongCheck(
    of('notifications'),
    'do not arrive: there is a pooler in transaction mode between idv and the server',
    'connect to the server itself, or through a pooler in session mode that keeps settings',
  );
  return [
    ...checkServer(found),
    ...checkCommit(found),
    ...checkStandbys(found),
    session === undefined ? skippedCheck(of('notifications'), 'no session') : listens ? listening : notArriving,
    checkTables(found),
    ...missingRights.map((right) => wrongCheck(of('rights'), `the user lacks ${right}`, 'grant it, or run idv batch init as the owner')),
    checkConnections(found),
    checkTimes(found),
    checkEngineClock(found),
    ...checkVersions(found, version),
  ];
}
