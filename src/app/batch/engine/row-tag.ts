import type { RawInput } from '../../input/raw-input.ts';
import { writtenDigest } from '../manifest/prepare-row.ts';
import { rowKey } from '../row-key.ts';

/** All that an engine knows about the values of a row. It is an HMAC, because names and numbers can be guessed from a plain digest. */
export const rowTag = (batchKey: string, given: RawInput): string => rowKey(batchKey, `values ${writtenDigest(given)}`);
