import type { Connection } from './connection.ts';

export interface Pool {
  /** Lends an idle connection of this key, if there is one. */
  take(key: string): Connection | undefined;
  /** Takes note of a new connection, as lent. */
  add(connection: Connection): void;
  giveBack(connection: Connection): void;
  /** Ends every connection, lent or idle. */
  close(): Promise<void>;
}

export function connectionPool(): Pool {
  const all = new Set<Connection>();
  const idle = new Set<Connection>();
  return {
    take(key) {
      const connection = [...idle].find((candidate) => candidate.key === key);
      if (connection) idle.delete(connection);
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
      if (!connection.socket.destroyed) idle.add(connection);
    },
    async close() {
      await Promise.all([...all].map((connection) => connection.end()));
    },
  };
}
