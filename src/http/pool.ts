import type { Connection } from './connection.ts';

export interface Pool {
  /** Lends the connection of this key that was in use last, if it has been idle for no longer than `maxIdleMs`; 0 lends none. */
  take(key: string, maxIdleMs: number): Connection | undefined;
  /** Takes note of a new connection, as lent. */
  add(connection: Connection): void;
  giveBack(connection: Connection): void;
  /** Ends every connection, lent or idle. */
  close(): Promise<void>;
}

export function connectionPool(monotonicMs = () => performance.now()): Pool {
  const all = new Set<Connection>();
  /** Since when each is idle, the longest first. */
  const idle = new Map<Connection, number>();
  return {
    take(key, maxIdleMs) {
      const [connection, sinceMs] = [...idle].findLast(([candidate]) => candidate.key === key) ?? [];
      // Asked at the moment of lending: a process that was stopped has slept longer than its timers know.
      if (connection === undefined || sinceMs === undefined || maxIdleMs === 0 || monotonicMs() - sinceMs > maxIdleMs) return undefined;
      idle.delete(connection);
      return connection;
    },
    add(connection) {
      all.add(connection);
      connection.socket.once('close', () => {
        all.delete(connection);
        idle.delete(connection);
      });
    },
    giveBack(connection) {
      if (!connection.socket.destroyed) idle.set(connection, monotonicMs());
    },
    async close() {
      await Promise.all([...all].map((connection) => connection.end()));
    },
  };
}
