import { describe, expect, it } from 'vitest';
import type { EngineInspection } from '../../../src/app/batch/engine/inspect-engine.ts';
import type { ServerFacts } from '../../../src/app/batch/engine/server-facts.ts';
import { checkEngine } from '../../../src/app/doctor/check-engine.ts';
import { IdvError } from '../../../src/core/errors.ts';

const session: ServerFacts = {
  version: 150_004,
  fsync: true,
  fullPageWrites: true,
  synchronousCommit: 'on',
  isStandby: false,
  synchronousStandbys: '',
  standbys: 0,
  searchPath: 'bullmq',
};
const server: ServerFacts = { ...session, searchPath: 'public' };
const sound: EngineInspection = {
  server,
  session,
  refused: undefined,
  listens: true,
  queue: 'ready',
  ledger: 'ready',
  missingRights: [],
  freeConnections: 20,
  roundTripMs: 0.26,
  commitMs: 50,
  clockOffsetMs: 0,
  sessions: {},
};

const lines = (changed: Partial<EngineInspection>): string[] =>
  checkEngine({ ...sound, ...changed }, '1.2.3').map(
    ({ subject, status, message, fix }) => `${subject.replace('engine, ', '')} ${status}: ${message}${fix === null ? '' : ` -> ${fix}`}`,
  );
const usual = lines({});
/** The lines that a change adds. */
const news = (changed: Partial<EngineInspection>): string[] => lines(changed).filter((line) => !usual.includes(line));

const tooLate = 'delayed rows come too late or too early -> set both clocks, for example with NTP';
const server14 = { ...session, version: 140_000 };

describe('the checks of an engine', () => {
  it('are all ok for a sound server', () => {
    expect(usual).toEqual([
      'server ok: PostgreSQL 15.4; a commit is on the disk before idv goes on',
      'notifications ok: arrive',
      'tables ok: they match this version of idv',
      'connections ok: 20 are free; a worker needs 20',
      'times ok: round trip 0.3 ms, commit 50 ms',
      'clock ok: the server’s clock is within 60 s of this machine’s',
    ]);
    expect(checkEngine(sound, '1.2.3').map(({ details }) => details)).toEqual([
      {},
      {},
      {},
      { freeConnections: 20 },
      { roundTripMs: 0.3, commitMs: 50 },
      { clockOffsetMs: 0 },
    ]);
  });

  const cases: [string, Partial<EngineInspection>, string[]][] = [
    [
      'the oldest server',
      { session: server14, server: server14 },
      ['server ok: PostgreSQL 14.0; a commit is on the disk before idv goes on'],
    ],
    [
      'a server that is too old',
      { session: { ...session, version: 139_999 } },
      ['version wrong: the server is older than PostgreSQL 14 -> use a newer one'],
    ],
    [
      'no session',
      {
        session: undefined,
        listens: false,
        commitMs: undefined,
        refused: new IdvError('config', '--engine: no', { code: 'e', hint: 'ask' }),
      },
      ['session wrong: no -> ask', 'notifications not-checked: no session', 'times ok: round trip 0.3 ms'],
    ],
    ['no session and no reason', { session: undefined }, ['session wrong: refused', 'notifications not-checked: no session']],
    [
      'no session on a server that is wrong',
      { session: undefined, server: { ...server, isStandby: true } },
      ['standby wrong: the server is a standby -> connect to the primary', 'notifications not-checked: no session'],
    ],
    [
      'another default of the server',
      { server: { ...server, synchronousCommit: 'off' } },
      [
        "synchronous_commit warning: the server's default is off; sessions of idv use on -> nothing for idv; other programs on this server may lose commits",
      ],
    ],
    [
      'another default without a session',
      { session: undefined, server: { ...server, synchronousCommit: 'off' } },
      ['session wrong: refused', 'notifications not-checked: no session'],
    ],
    [
      'an asynchronous standby',
      { server: { ...server, standbys: 1 } },
      [
        'standby warning: there is an asynchronous standby: if it takes over, the last calls may be missing -> set synchronous_standby_names, or run idv batch rebuild with the journals after a failover',
      ],
    ],
    ['a synchronous standby', { server: { ...server, standbys: 1, synchronousStandbys: 'a' } }, []],
    [
      'notifications that do not arrive',
      { listens: false },
      [
        'notifications wrong: do not arrive: there is a pooler in transaction mode between idv and the server -> connect to the server itself, or through a pooler in session mode that keeps settings',
      ],
    ],
    [
      'no tables of its own',
      { ledger: 'missing', queue: 'older' },
      ['tables wrong: the database has no tables of idv -> run idv batch init --engine …'],
    ],
    ['newer tables', { queue: 'newer' }, ['tables wrong: the tables are those of a newer idv -> use the version of idv that made them']],
    [
      'two rights that the user lacks',
      { missingRights: ['A', 'B'] },
      ['A', 'B'].map((right) => `rights wrong: the user lacks ${right} -> grant it, or run idv batch init as the owner`),
    ],
    [
      'one connection less than a worker needs',
      { freeConnections: 19 },
      ['connections warning: 19 are free, and a worker needs 20 -> raise max_connections, or lower --concurrency'],
    ],
    [
      'a slow commit',
      { commitMs: 50.06 },
      ['times warning: round trip 0.3 ms, commit 50.1 ms: each row waits for two commits -> use a server that is closer, or a faster disk'],
    ],
    ['a clock that is 60 s off', { clockOffsetMs: -60_000 }, []],
    ['a fast clock', { clockOffsetMs: 60_001 }, [`clock warning: this machine's clock is 60 s ahead of the server's; ${tooLate}`]],
    ['a slow clock', { clockOffsetMs: -90_500 }, [`clock warning: this machine's clock is 91 s behind the server's; ${tooLate}`]],
    ['its own version', { sessions: { 'idv 1.2.3': 4 } }, []],
    [
      'another version',
      { sessions: { 'idv 1.2.3': 4, 'idv 1.2.2': 1 } },
      ['versions wrong: idv 1.2.2 is connected, but this is idv 1.2.3 -> use one version of idv on all machines'],
    ],
    [
      'two other versions',
      { sessions: { 'idv 1.2.4': 4, 'idv 1.2.2': 1 } },
      ['versions wrong: idv 1.2.4, idv 1.2.2 are connected, but this is idv 1.2.3 -> use one version of idv on all machines'],
    ],
  ];

  it.each(cases)('report %s', (_name, changed, expected) => expect(news(changed)).toEqual(expected));
});
