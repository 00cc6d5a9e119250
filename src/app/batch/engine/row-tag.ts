import type { RawInput } from '../../input/raw-input.ts';
import { writtenDigest } from '../manifest/prepare-row.ts';
import { rowKey } from '../row-key.ts';

/** What an engine knows of a row's values: an HMAC, because names and numbers can be guessed from a plain digest. */
export const rowTag = (batchKey: string, given: RawInput): string => rowKey(batchKey, `values ${writtenDigest(given)}`);
