import { IdvError } from '../../../core/errors.ts';

/**
 * An answer that is not in the vendor's shape. `why` says what is wrong with it and never quotes it. `code` tells an answer that the
 * vendor wrote, and whose status denies it, from one that a gateway may have written.
 */
export const malformedAnswer = (why: string, requestId?: string, code = 'unreadable-answer'): IdvError =>
  new IdvError('unreadable', `the answer could not be read: ${why}`, {
    code,
    hint: 'a proxy or a wrong --endpoint answers like this',
    ...(requestId === undefined ? {} : { requestId }),
  });
