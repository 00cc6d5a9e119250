import { createHmac } from 'node:crypto';

/** What a row is called in journals and ledgers: no name of a person gets there. 16 bytes in hex. */
export const rowKey = (batchKey: string, id: string): string => createHmac('sha256', batchKey).update(id).digest('hex').slice(0, 32);
