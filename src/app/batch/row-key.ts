import { createHmac } from 'node:crypto';

/** The name of a row in journals and ledgers. It is an HMAC of the id, because an id may contain the name of a person. 16 bytes in hex. */
export const rowKey = (batchKey: string, id: string): string => createHmac('sha256', batchKey).update(id).digest('hex').slice(0, 32);
