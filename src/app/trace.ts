import { isMediaValue, mediaNote } from '../core/body.ts';
import type { HttpResponse } from '../core/http.ts';
import { mask, maskedHeaders } from '../core/mask.ts';
import type { SignedCall } from '../providers/provider.ts';
import type { Plan } from './plan.ts';

/** What would let a reader of a log act as the caller goes. */
const headerLines = (headers: Readonly<Record<string, string>>, arrow: string): string[] =>
  Object.entries(maskedHeaders(headers)).map(([name, value]) => {
    const shown = name.toLowerCase() === 'authorization' ? value.replace(/Signature=.*/, `Signature=${mask}`) : value;
    return `${arrow} ${name}: ${shown}`;
  });

/** One attempt as lines for --debug: headers without signature or token, bodies as sizes, parameter names and media notes. */
export function traceText({ values }: Plan, { request }: SignedCall, response: HttpResponse | undefined): string {
  const { origin, pathname } = new URL(request.url);
  const shown = Object.entries(values ?? {}).map(([name, value]) => `> ${name} ${isMediaValue(value) ? mediaNote(value) : '…'}`);
  const sent = [
    `> ${request.method} ${origin}${pathname}`,
    ...headerLines(request.headers, '>'),
    ...shown,
    `> (${request.body.length} bytes)`,
  ];
  const received = response
    ? [`< HTTP ${response.status}`, ...headerLines(response.headers, '<'), `< (${response.body.length} bytes)`]
    : ['< no answer'];
  return `${[...sent, ...received].join('\n')}\n`;
}
