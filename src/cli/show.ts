import { type DryRun, dryRunCurl, dryRunHttp, dryRunJson } from '../app/dry-run.ts';
import type { DryRunFormat } from '../app/dry-run-format.ts';
import type { Asked } from '../app/readable.ts';
import type { Result } from '../app/result.ts';
import { IdvError } from '../core/errors.ts';
import { query, structured, toJson, toPlain } from './format.ts';
import { painter, renderText, wantsColour } from './render.ts';
import type { Session } from './session.ts';

/** A query that does not fit costs no answer: the error still says what the verdict was. */
async function queried(result: Result, expression: string): Promise<unknown> {
  try {
    return await query(result, expression);
  } catch (error) {
    if (!(error instanceof IdvError)) throw error;
    const { verdict, requestId } = result;
    const hint = `the verdict was ${verdict}${requestId === null ? '' : `, in request ${requestId}`}`;
    throw new IdvError('usage', error.message, { code: error.code, hint, cause: error, ...(requestId === null ? {} : { requestId }) });
  }
}

export async function showResult({ runtime, options, output }: Session, asked: Asked, result: Result): Promise<void> {
  if (output !== 'text') {
    runtime.stdout.write(await structured(options.query === undefined ? result : await queried(result, options.query), output));
    return;
  }
  if (options.query !== undefined) {
    runtime.stdout.write(toPlain(await queried(result, options.query), runtime.stdout.isTTY));
    return;
  }
  const paint = await painter(wantsColour(runtime.stdout, runtime.env, options.color));
  runtime.stdout.write(renderText(result, asked, options.showPii === true, paint));
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
  const { shownUrl, shownHeaders } = run;
  const headers = Object.entries(shownHeaders).map(([name, value]) => `${name}: ${value}`);
  parts.push(`--- Request\n${request.method} ${shownUrl.slice(new URL(request.url).origin.length)} HTTP/1.1\n${headers.join('\n')}`);
  parts.push(`--- Body (${run.bodyBytes} bytes, sha256 ${run.bodySha256})\n${run.shownBody}`);
  return `${parts.join('\n\n')}\n`;
}

/** `--dry-run=json` is JSON unless another flag, not a variable or a file, asks for yaml or a table. */
async function dryRunStructured(run: DryRun, { runtime, options, output, settings }: Session, format: DryRunFormat): Promise<string> {
  const value = options.query === undefined ? dryRunJson(run) : await query(dryRunJson(run), options.query);
  if (output !== 'text' && (format === 'text' || settings.output.source.startsWith('flag '))) return structured(value, output);
  return format === 'json' ? toJson(value ?? null) : toPlain(value, runtime.stdout.isTTY);
}

export async function showDryRun(session: Session, run: DryRun, format: DryRunFormat): Promise<void> {
  const { runtime, options, output, notice } = session;
  const { stdout } = runtime;
  if (format === 'curl' || format === 'http') {
    if (run.holdsToken) notice(`--dry-run=${format}: this is the request itself, with the session token in it`);
    stdout.write(format === 'http' ? dryRunHttp(run) : `${await dryRunCurl(run, options.saveDir, runtime)}\n`);
    return;
  }
  const isText = format === 'text' && output === 'text' && options.query === undefined;
  stdout.write(isText ? dryRunText(run) : await dryRunStructured(run, session, format));
}
