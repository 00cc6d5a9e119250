import { headerOf, type ReceivedRequest } from './exchange.ts';

/** The request's Host is this very listener, by address or by name. */
export function isOwnHost(request: ReceivedRequest): boolean {
  const names = ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${request.port}`);
  return names.includes(headerOf(request, 'host')?.toLowerCase() ?? '');
}

/** A vendor's host names its service by its first label; empty for a host that cannot be one's. */
export const serviceOfHost = (request: ReceivedRequest): string => /^([a-z][^.]*)\./i.exec(headerOf(request, 'host') ?? '')?.[1] ?? '';
