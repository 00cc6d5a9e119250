import { join } from 'node:path';
import { describeValues } from '../core/body.ts';
import type { Credentials, SignedCall, SigningMoment } from '../providers/provider.ts';
import type { Runtime } from '../runtime.ts';
import { sha256Hex } from '../sign/encode.ts';
import type { Plan } from './plan.ts';

export const dryRunFormats = ['text', 'json', 'curl', 'http'] as const;
export type DryRunFormat = (typeof dryRunFormats)[number];

/** Everything that a real call would send, and how its signature came about. */
export interface DryRun {
  signed: SignedCall;
  bodyBytes: number;
  bodySha256: string;
  /** The body for people: media as notes, or the verbatim text. */
  shownBody: string;
}

const maxShownBytes = 4096;

function showBody({ call, values }: Plan): string {
  if (call.httpMethod === 'GET') return '';
  if (values) return JSON.stringify(describeValues(values), undefined, 2);
  const text = call.body.toString('utf8');
  return text.length <= maxShownBytes ? text : `<${call.body.length} bytes, sha256 ${sha256Hex(call.body)}>`;
}

export function dryRun(plan: Plan, credentials: Credentials, moment: SigningMoment): DryRun {
  const { body } = plan.call;
  return {
    signed: plan.target.provider.sign(plan.call, credentials, moment),
    bodyBytes: body.length,
    bodySha256: sha256Hex(body),
    shownBody: showBody(plan),
  };
}

export function dryRunJson({ signed, bodyBytes, bodySha256 }: DryRun): Record<string, unknown> {
  const { method, url, headers } = signed.request;
  return { method, url, headers, bodyBytes, bodySha256, stages: signed.stages, signature: signed.signature };
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

const shellQuote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** A command that runs as it is. The body is in a 0600 file, because it is too long for an argument list. */
export async function dryRunCurl(
  run: DryRun,
  saveDir: string | undefined,
  { fs, tempDir }: Pick<Runtime, 'fs' | 'tempDir'>,
): Promise<string> {
  const { request } = run.signed;
  const parts = ['curl', '--silent', '--show-error', '--request', request.method];
  for (const [name, value] of Object.entries(request.headers)) parts.push('--header', shellQuote(`${name}: ${value}`));
  if (request.method === 'POST') {
    const dir = saveDir ?? (await fs.mkdtemp(join(tempDir, 'idv-')));
    await fs.mkdir(dir, { recursive: true, mode: 0o700 });
    const file = join(dir, `body-${run.bodySha256.slice(0, 12)}.json`);
    await fs.rm(file, { force: true });
    await fs.writeFile(file, request.body, { mode: 0o600, flag: 'wx' });
    parts.push('--data-binary', shellQuote(`@${file}`));
  }
  return [...parts, shellQuote(request.url)].join(' ');
}
