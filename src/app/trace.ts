import { describeValues } from '../core/body.ts';
import type { HttpResponse } from '../core/http.ts';
import type { SignedCall } from '../providers/provider.ts';
import type { Plan } from './plan.ts';

/** Headers that would let a reader of a log act as the caller. */
const masked: Readonly<Record<string, (value: string) => string>> = {
  authorization: (value) => value.replace(/Signature=.*/, 'Signature=<masked>'),
  'x-tc-token': () => '<masked>',
};

const headerLines = (headers: Readonly<Record<string, string>>, arrow: string): string[] =>
  Object.entries(headers).map(([name, value]) => `${arrow} ${name}: ${masked[name.toLowerCase()]?.(value) ?? value}`);

/** One attempt as lines for --debug: headers without signature or token, bodies as sizes, parameter names and media notes. */
export function traceText({ values }: Plan, { request }: SignedCall, response: HttpResponse | undefined): string {
  const { origin, pathname } = new URL(request.url);
  const shown = values
    ? Object.entries(describeValues(values)).map(([name, value]) => `> ${name} ${String(value).startsWith('<') ? value : '…'}`)
    : [];
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
