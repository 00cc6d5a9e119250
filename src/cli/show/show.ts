import { dryRunCurl } from '../../app/dry-run/curl-command.ts';
import { type DryRun, dryRunHttp, dryRunJson } from '../../app/dry-run/dry-run.ts';
import type { DryRunFormat } from '../../app/dry-run/dry-run-format.ts';
import type { Artifact } from '../../app/files/artifacts.ts';
import { maskedAnswer } from '../../app/privacy/masked-answer.ts';
import type { Result } from '../../app/result/result.ts';
import type { Asked } from '../../core/declare/personal.ts';
import { shownLines, withCleanTexts } from '../../core/text/printable.ts';
import type { Session } from '../flags/session.ts';
import { formatted, query, structured, toJson, toPlain } from './format.ts';
import { painter, renderSaved, renderText, wantsColour } from './render.ts';

/** Prints a result in the format that was asked for. Throws what printing throws: the caller knows what the answer was. */
export async function showResult({ runtime, options, output, redact }: Session, asked: Asked, result: Result): Promise<void> {
  const { stdout, env } = runtime;
  // A table is for people, as text is; other formats are for programs, unless their output is for a ticket.
  const isMasked = options.redact === true || (output === 'table' && options.showPii !== true);
  const masked = isMasked ? { ...result, response: maskedAnswer(asked, result.response, options.redact === true) } : result;
  const shown = options.redact ? withCleanTexts(masked, redact) : masked;
  const view = { showPii: options.showPii === true, keepsFiles: options.saveDir !== undefined };
  const text = async (): Promise<string> => renderText(shown, asked, view, await painter(wantsColour(stdout, env, options.color)));
  stdout.write(await formatted(shown, text, { output, query: options.query, isTerminal: stdout.isTTY, columns: stdout.columns }));
}

/** The files that were kept, below a result that was printed before them. */
export async function showSaved({ runtime }: Session, artifacts: readonly Artifact[]): Promise<void> {
  if (artifacts.length > 0) runtime.stdout.write(renderSaved(artifacts));
}

/** Every stage under the vendor's name for it. */
function dryRunText(run: DryRun): string {
  const { stages, signed, shownUrl, shownHeaders } = run;
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
  const headers = Object.entries(shownHeaders).map(([name, value]) => `${name}: ${value}`);
  parts.push(`--- Request\n${signed.request.method} ${shownUrl.replace(/^https?:\/\/[^/]*/, '')} HTTP/1.1\n${headers.join('\n')}`);
  parts.push(`--- Body (${run.bodyBytes} bytes, sha256 ${run.bodySha256})\n${run.shownBody}`);
  return shownLines(`${parts.join('\n\n')}\n`);
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
    if (run.holdsToken)
      notice(`--dry-run=${format}: this is the request itself, with the session token in it${format === 'curl' ? ', in a file' : ''}`);
    if (format === 'curl') stdout.write(`${await dryRunCurl(run, options.saveDir, runtime)}\n`);
    // A program gets the bytes, a terminal nothing that it obeys.
    else stdout.write(stdout.isTTY ? shownLines(dryRunHttp(run).toString('utf8').replaceAll('\r\n', '\n')) : dryRunHttp(run));
    return;
  }
  const isText = format === 'text' && output === 'text' && options.query === undefined;
  stdout.write(isText ? dryRunText(run) : await dryRunStructured(run, session, format));
}
