import { type DryRun, dryRunCurl, dryRunHttp, dryRunJson } from '../../app/dry-run/dry-run.ts';
import type { DryRunFormat } from '../../app/dry-run/dry-run-format.ts';
import type { Result } from '../../app/result/result.ts';
import { IdvError } from '../../core/errors.ts';
import type { Session } from '../flags/session.ts';
import { formatted, query, structured, toJson, toPlain } from './format.ts';
import type { Asked } from './readable.ts';
import { painter, renderText, wantsColour } from './render.ts';

/** A query that does not fit costs no answer: the error still says what the verdict was. */
function withVerdict(error: IdvError, { verdict, requestId }: Result): IdvError {
  const hint = `the verdict was ${verdict}${requestId === null ? '' : `, in request ${requestId}`}`;
  return new IdvError('usage', error.message, { code: error.code, hint, cause: error, ...(requestId === null ? {} : { requestId }) });
}

export async function showResult({ runtime, options, output }: Session, asked: Asked, result: Result): Promise<void> {
  const { stdout, env } = runtime;
  const text = async (): Promise<string> =>
    renderText(result, asked, options.showPii === true, await painter(wantsColour(stdout, env, options.color)));
  try {
    stdout.write(await formatted(result, text, { output, query: options.query, isTerminal: stdout.isTTY }));
  } catch (error) {
    throw error instanceof IdvError && error.category === 'usage' ? withVerdict(error, result) : error;
  }
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
