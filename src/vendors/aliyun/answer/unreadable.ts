import { IdvError } from '../../../core/errors.ts';

/**
 * The error for an answer that does not have the vendor's format. `why` says what is wrong and never quotes the answer. `code`
 * distinguishes an answer of the vendor with a contradicting status from one that a gateway may have written.
 */
export const malformedAnswer = (why: string, requestId?: string, code = 'unreadable-answer'): IdvError =>
  new IdvError('unreadable', `the answer could not be read: ${why}`, {
    code,
    hint: 'this happens with a proxy or a wrong --endpoint',
    ...(requestId === undefined ? {} : { requestId }),
  });
