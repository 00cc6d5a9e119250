import { shownValues, valuesForPeople } from '../../core/declare/personal.ts';
import { describeValues } from '../../core/http.ts';
import { maskedHeaders, withCleanTexts } from '../../core/text/printable.ts';
import { sha256Hex } from '../../sign/encode.ts';
import type { BodyFormat, Credentials, Plan, SignedCall, SigningMoment, Stages, Vendor } from '../../vendors/vendor.ts';
import { redactor, valuesOfVerbatim } from '../privacy/redactor.ts';

/** Everything that a real call would send, and how its signature came about. */
export interface DryRun {
  signed: SignedCall;
  /** Undefined for a GET. */
  bodyFormat: BodyFormat | undefined;
  bodyBytes: number;
  bodySha256: string;
  /** For people, as in `SignedCall`. */
  stages: Stages;
  signature: string;
  /** The body for people: its values with media as notes, or the verbatim text. */
  shownBody: string;
  /** The URL and headers for people: media as notes, a session token masked. */
  shownUrl: string;
  shownHeaders: Readonly<Record<string, string>>;
  /** The request itself holds a session token. */
  holdsToken: boolean;
}

const maxShownBytes = 4096;

/** A body that is sent as it is: what the declaration of its action calls sensitive is masked in it. */
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

/** What a ticket need not show: whose key it is, where the request goes, and a signature that is good for some minutes. */
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

/** The raw request, CRLF and all: the one form besides curl that holds the media itself. */
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
