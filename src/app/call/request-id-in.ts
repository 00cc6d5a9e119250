import type { HttpResponse } from '../../core/http.ts';

/** Where the service's id of a call stands in an answer that nothing else can be read from: JSON or XML, complete or not. */
const requestIdText = /RequestId"?\s{0,9}[:>]\s{0,9}"?([0-9A-Za-z-]{8,64})(?![0-9A-Za-z-])/g;

/** Alibaba Cloud writes it into a header too. */
const requestIdHeader = 'x-acs-request-id';

/** The service's id of the call, in an answer that may be anything; the last one, for it stands at the end of an answer. */
export function requestIdIn({ headers, body }: HttpResponse): string | undefined {
  const [, found] = [...body.toString('latin1').matchAll(requestIdText)].at(-1) ?? [];
  const header = headers[requestIdHeader]?.trim();
  return found ?? (header !== undefined && /^[0-9A-Za-z-]{8,64}$/.test(header) ? header : undefined);
}
