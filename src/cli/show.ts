import { type DryRun, type DryRunFormat, dryRunCurl, dryRunHttp, dryRunJson } from '../app/dry-run.ts';
import type { Result } from '../app/result.ts';
import type { Action } from '../core/action.ts';
import { query, structuredResult, toJson, toPlain } from './format.ts';
import { painter, renderText, wantsColour } from './render.ts';
import type { Session } from './session.ts';

export async function showResult({ runtime, options, output }: Session, action: Action | undefined, result: Result): Promise<void> {
  if (output !== 'text') {
    runtime.stdout.write(await structuredResult(result, output, options.query));
    return;
  }
  if (options.query !== undefined) {
    runtime.stdout.write(toPlain(await query(result, options.query)));
    return;
  }
  const paint = await painter(wantsColour(runtime.stdout, runtime.env, options.color));
  runtime.stdout.write(renderText(result, action, options.showPii === true, paint));
}

/** Every stage under the vendor's name for it. */
function dryRunText(run: DryRun): string {
  const { request, stages } = run.signed;
  const parts: string[] = [];
  for (const [name, value] of Object.entries(stages)) {
    const text =
      typeof value === 'string'
        ? value
        : Object.entries(value)
            .map(([key, bytes]) => `${key}: ${bytes} bytes`)
            .join('\n');
    parts.push(`--- ${name}\n${text}`);
  }
  const { pathname, search } = new URL(request.url);
  const headers = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`);
  parts.push(`--- Request\n${request.method} ${pathname}${search} HTTP/1.1\n${headers.join('\n')}`);
  parts.push(`--- Body (${run.bodyBytes} bytes, sha256 ${run.bodySha256})\n${run.shownBody}`);
  return `${parts.join('\n\n')}\n`;
}

export async function showDryRun({ runtime, options }: Session, run: DryRun, format: DryRunFormat): Promise<void> {
  const { stdout } = runtime;
  if (format === 'json') stdout.write(toJson(dryRunJson(run)));
  else if (format === 'curl') stdout.write(`${await dryRunCurl(run, options.saveDir, runtime)}\n`);
  else stdout.write(format === 'http' ? dryRunHttp(run) : dryRunText(run));
}
