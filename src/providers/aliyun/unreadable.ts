import { IdvError } from '../../core/errors.ts';

/** An answer that is not in the vendor's shape. `why` says what is wrong with it and never quotes it. */
export const unreadable = (why: string, requestId?: string): IdvError =>
  new IdvError('unreadable', `the answer could not be read: ${why}`, {
    code: 'unreadable-answer',
    hint: 'a proxy or a wrong --endpoint answers like this; --debug shows the exchange',
    ...(requestId === undefined ? {} : { requestId }),
  });
