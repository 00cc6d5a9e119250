import { type HttpRequest, TransportError } from '../core/http.ts';

const headerName = /^[!#$%&'*+\-.^_`|~\w]+$/;
/** One byte per character: https://www.rfc-editor.org/rfc/rfc9110#section-5.5 */
const headerValue = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Throws TransportError `protocol` for a header that no request can carry, before anything is opened. */
export function refuseUnwritable({ headers }: HttpRequest): void {
  const unwritable = Object.entries(headers).find(([name, value]) => !headerName.test(name) || !headerValue.test(value));
  if (unwritable === undefined) return;
  const [name] = unwritable;
  const what = headerName.test(name) ? `its header ${name} holds` : 'the name of a header holds';
  throw new TransportError('protocol', `the request cannot be written as HTTP: ${what} what no header can`, {
    sent: false,
    hint: 'check the values that become headers: region, action, session token',
  });
}
