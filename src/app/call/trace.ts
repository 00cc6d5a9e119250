import { type BodyValue, type HttpResponse, isMediaValue, mediaNote } from '../../core/http.ts';
import { mask, maskedHeaders, plainText, shownKeyId } from '../../core/text/printable.ts';
import type { Plan, SignedCall } from '../../vendors/vendor.ts';

const maskedAuthorization = (value: string): string =>
  value
    .replace(/Signature=.*/, `Signature=${mask}`)
    .replace(/(Credential=)([^/,]*)/, (_, name: string, id: string) => `${name}${shownKeyId(id)}`);

/** Headers as lines. They must not allow a reader of the log to act as the caller, so secrets and most of the key id are masked. */
const headerLines = (headers: Readonly<Record<string, string>>, arrow: string): string[] =>
  Object.entries(maskedHeaders(headers)).map(([name, value]) => {
    return plainText(`${arrow} ${name}: ${name.toLowerCase() === 'authorization' ? maskedAuthorization(value) : value}`);
  });

/** The media in a value, each with its dotted path. Entries of a list count from one. */
function mediaLines(path: string, value: BodyValue): string[] {
  if (isMediaValue(value)) return [`> ${path} ${mediaNote(value)}`];
  if (typeof value !== 'object' || value === null) return [];
  const step = (key: string): string | number => (Array.isArray(value) ? Number(key) + 1 : key);
  return Object.entries(value).flatMap(([key, member]) => mediaLines(`${path}.${step(key)}`, member));
}

/** The name of a parameter, and notes about the media in its value. The rest of the value may be personal, and is not shown. */
function valueLines(name: string, value: BodyValue): string[] {
  const media = mediaLines(name, value);
  return isMediaValue(value) ? media : [`> ${name} …`, ...media];
}

/**
 * One attempt as lines for --debug: headers without signature and token, sizes of bodies, parameter names and media notes. `hide` removes
 * sent values from the headers of the answer, because a service may repeat them in any header.
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
