import { shownValues, valuesForPeople } from '../../core/declare/personal.ts';
import { describeValues } from '../../core/http.ts';
import { maskedHeaders, withCleanTexts } from '../../core/text/printable.ts';
import { sha256Hex } from '../../sign/encode.ts';
import type { BodyFormat, Credentials, Plan, SignedCall, SigningMoment, Stages, Vendor } from '../../vendors/vendor.ts';
import { redactor, valuesOfVerbatim } from '../privacy/redactor.ts';

/** Everything that a real call would send, and the stages of its signature. */
export interface DryRun {
  signed: SignedCall;
  /** Undefined for a GET. */
  bodyFormat: BodyFormat | undefined;
  bodyBytes: number;
  bodySha256: string;
  /** For display, as in `SignedCall`. */
  stages: Stages;
  signature: string;
  /** The body for display: its values with media as notes, or the exact text. */
  shownBody: string;
  /** The URL and headers for display: media as notes, a session token masked. */
  shownUrl: string;
  shownHeaders: Readonly<Record<string, string>>;
  /** True if the request contains a session token. */
  holdsToken: boolean;
}

const maxShownBytes = 4096;

/** A body that is sent unchanged; values that the action declares as sensitive are masked in it. */
function shownVerbatim(plan: Plan, body: Buffer, { actions }: Vendor): string {
  const action = actions.find(({ name }) => name === plan.actionName);
  const values = plan.showPii || !action ? undefined : valuesOfVerbatim(plan);
  const shown = values && action ? JSON.stringify(shownValues(action.params, values)) : '';
  const text = values && shown !== JSON.stringify(values) ? shown : body.toString('utf8');
  return text.length <= maxShownBytes ? text : `<${body.length} bytes, sha256 ${sha256Hex(body)}>`;
}

function showBody(plan: Plan, { request: { method, body }, parameters }: SignedCall, vendor: Vendor): string {
  if (method === 'GET') return '';
  if (plan.verbatim) return shownVerbatim(plan, body, vendor);
  return JSON.stringify(parameters ?? describeValues(valuesForPeople(plan)), undefined, 2);
}

export function dryRun(plan: Plan, vendor: Vendor, credentials: Credentials, moment: SigningMoment): DryRun {
  const signed = vendor.sign(plan, credentials, moment);
  const { body } = signed.request;
  return {
    signed,
    stages: signed.stages,
    signature: signed.signature,
    bodyFormat: plan.shape.bodyFormat,
    bodyBytes: body.length,
    bodySha256: sha256Hex(body),
    shownBody: showBody(plan, signed, vendor),
    shownUrl: signed.shownUrl,
    shownHeaders: maskedHeaders(signed.request.headers),
    holdsToken: credentials.token !== undefined,
  };
}

/** Hides what a ticket does not need: the key id, the host, and a signature that is valid for some minutes. */
export function redacted(run: DryRun, { host, hostname }: URL, { id }: Credentials): DryRun {
  const redact = redactor([
    { text: id, word: '<key id>' },
    { text: run.signature, word: '<signature>' },
    { text: host, word: '<host>' },
    { text: hostname, word: '<host>' },
  ]);
  const { stages, signature, shownBody, shownUrl, shownHeaders } = run;
  return { ...run, ...withCleanTexts({ stages, signature, shownBody, shownUrl, shownHeaders }, redact) };
}

export function dryRunJson({ signed, shownUrl: url, shownHeaders: headers, ...run }: DryRun): Record<string, unknown> {
  const { method } = signed.request;
  const { bodyBytes, bodySha256, stages, signature } = run;
  return { method, url, headers, bodyBytes, bodySha256, stages, signature };
}

/** The raw request, with CRLF. Only this form and curl contain the media itself. */
export function dryRunHttp({ signed: { request } }: DryRun): Buffer {
  const { pathname, search } = new URL(request.url);
  const length = request.method === 'POST' ? [`Content-Length: ${request.body.length}`] : [];
  const lines = [
    `${request.method} ${pathname}${search} HTTP/1.1`,
    ...Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`),
    ...length,
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), request.body]);
}
