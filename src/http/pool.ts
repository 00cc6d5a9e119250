import type { Socket } from 'node:net';

/** One socket and the client that owns it. Lent to one exchange at a time. */
export interface Connection<Client> {
  origin: string;
  socket: Socket;
  client: Client;
}

export interface Pool<Client> {
  /** Lends an idle connection to `origin`, if there is one. */
  take(origin: string): Connection<Client> | undefined;
  /** Takes note of a new connection, as lent. */
  add(connection: Connection<Client>): void;
  giveBack(connection: Connection<Client>): void;
  /** Destroys every connection, lent or idle. */
  close(): Promise<void>;
}

export function connectionPool<Client extends { destroy(): Promise<void> }>(): Pool<Client> {
  const all = new Set<Connection<Client>>();
  const idle = new Set<Connection<Client>>();
  return {
    take(origin) {
      const connection = [...idle].find((candidate) => candidate.origin === origin);
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
      await Promise.all([...all].map(({ client }) => client.destroy()));
    },
  };
}
