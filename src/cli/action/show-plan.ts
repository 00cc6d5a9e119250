import { freshNonce, planCall } from '../../app/call/plan.ts';
import { dryRunCurl } from '../../app/dry-run/curl-command.ts';
import { type DryRun, dryRun, dryRunHttp, dryRunJson, redacted } from '../../app/dry-run/dry-run.ts';
import type { DryRunFormat } from '../../app/dry-run/dry-run-format.ts';
import { shownLines } from '../../core/text/printable.ts';
import type { Call, SigningMoment } from '../../vendors/vendor.ts';
import { credentialsOf, dryRoute } from '../flags/open-world.ts';
import type { Session } from '../flags/session.ts';
import { structured, toJson, toPlain } from '../show/format.ts';
import { query } from '../show/query.ts';

const momentOf = ({ options, vendor, runtime, shape }: Session): SigningMoment => ({
  timestamp: options.timestamp ?? Math.floor(runtime.nowMs() / 1000),
  nonce: options.nonce ?? freshNonce(vendor, shape.signMethod, runtime),
});

/** Every stage, with the vendor's name of it. */
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

async function showDryRun(session: Session, run: DryRun, format: DryRunFormat): Promise<void> {
  const { runtime, options, output, notice } = session;
  const { stdout } = runtime;
  if (format === 'curl' || format === 'http') {
    if (run.holdsToken)
      notice(`--dry-run=${format}: this is the real request, including the session token${format === 'curl' ? ', in a file' : ''}`);
    if (format === 'curl') stdout.write(`${await dryRunCurl(run, options.saveDir, runtime)}\n`);
    // A program gets the exact bytes; a terminal gets no control characters.
    else stdout.write(stdout.isTTY ? shownLines(dryRunHttp(run).toString('utf8').replaceAll('\r\n', '\n')) : dryRunHttp(run));
    return;
  }
  const isText = format === 'text' && output === 'text' && options.query === undefined;
  stdout.write(isText ? dryRunText(run) : await dryRunStructured(run, session, format));
}

/** Does everything except sending. */
export async function showPlan(session: Session, call: Call): Promise<number> {
  const credentials = credentialsOf(session);
  const plan = planCall(call, dryRoute(session), credentials);
  const run = dryRun(plan, session.vendor, credentials, momentOf(session));
  const { redact } = session.options;
  await showDryRun(session, redact ? redacted(run, plan.endpoint, credentials) : run, session.options.dryRun ?? 'text');
  return 0;
}
