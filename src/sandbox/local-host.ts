import { headerOf, type ReceivedRequest } from './exchange.ts';

/** False for a name that merely points to this machine, by which a page in a browser would reach it. */
export const isLocalHost = (request: ReceivedRequest): boolean =>
  /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i.test(headerOf(request, 'host') ?? '');
