import { type BodyValue, type HttpResponse, isMediaValue, mediaNote } from '../../core/http.ts';
import { mask, maskedHeaders, plainText, shownKeyId } from '../../core/text/printable.ts';
import type { Plan, SignedCall } from '../../vendors/vendor.ts';

const maskedAuthorization = (value: string): string =>
  value
    .replace(/Signature=.*/, `Signature=${mask}`)
    .replace(/(Credential=)([^/,]*)/, (_, name: string, id: string) => `${name}${shownKeyId(id)}`);

/** Without what would let a reader of a log act as the caller, and without most of the key id. */
const headerLines = (headers: Readonly<Record<string, string>>, arrow: string): string[] =>
  Object.entries(maskedHeaders(headers)).map(([name, value]) => {
    return plainText(`${arrow} ${name}: ${name.toLowerCase() === 'authorization' ? maskedAuthorization(value) : value}`);
  });

/** Media of a value, each under its dotted path; entries of a list count from one. */
function mediaLines(path: string, value: BodyValue): string[] {
  if (isMediaValue(value)) return [`> ${path} ${mediaNote(value)}`];
  if (typeof value !== 'object' || value === null) return [];
  const step = (key: string): string | number => (Array.isArray(value) ? Number(key) + 1 : key);
  return Object.entries(value).flatMap(([key, member]) => mediaLines(`${path}.${step(key)}`, member));
}

/** A name, and of the value at the most its media: all else may be personal. */
function valueLines(name: string, value: BodyValue): string[] {
  const media = mediaLines(name, value);
  return isMediaValue(value) ? media : [`> ${name} …`, ...media];
}

/**
 * One attempt as lines for --debug: headers without signature or token, bodies as sizes, parameter names and media notes. `hide` takes what was
 * sent out of the headers of the answer, which may repeat it anywhere.
 */
export function traceText(
  { values }: Plan,
  { request }: SignedCall,
  response: HttpResponse | undefined,
  hide: (text: string) => string,
): string {
  const { origin, pathname } = new URL(request.url);
  const sent = [
    `> ${request.method} ${origin}${pathname}`,
    ...headerLines(request.headers, '>'),
    ...Object.entries(values).flatMap(([name, value]) => valueLines(name, value)),
    `> (${request.body.length} bytes)`,
  ];
  const received = response
    ? [`< HTTP ${response.status}`, ...headerLines(response.headers, '<').map(hide), `< (${response.body.length} bytes)`]
    : ['< no answer'];
  return `${[...sent, ...received].join('\n')}\n`;
}
