import { join } from 'node:path';
import { type IdvError, problemsError } from '../../core/errors.ts';
import { describeValues } from '../../core/http.ts';
import { maskedHeaders } from '../../core/text/mask.ts';
import type { Runtime } from '../../runtime.ts';
import { sha256Hex } from '../../sign/encode.ts';
import type { BodyFormat, Credentials, Plan, SignedCall, SigningMoment, Vendor } from '../../vendors/vendor.ts';
import { makeFolder } from '../files/make-folder.ts';

/** Everything that a real call would send, and how its signature came about. */
export interface DryRun {
  signed: SignedCall;
  /** Undefined for a GET. */
  bodyFormat: BodyFormat | undefined;
  bodyBytes: number;
  bodySha256: string;
  /** The body for people: its values with media as notes, or the verbatim text. */
  shownBody: string;
  /** The URL and headers for people: media as notes, a session token masked. */
  shownUrl: string;
  shownHeaders: Readonly<Record<string, string>>;
  /** The request itself holds a session token. */
  holdsToken: boolean;
}

const maxShownBytes = 4096;

function showBody({ values, verbatim }: Plan, { request: { method, body }, parameters }: SignedCall): string {
  if (method === 'GET') return '';
  if (!verbatim) return JSON.stringify(parameters ?? describeValues(values), undefined, 2);
  const text = body.toString('utf8');
  return text.length <= maxShownBytes ? text : `<${body.length} bytes, sha256 ${sha256Hex(body)}>`;
}

export function dryRun(plan: Plan, vendor: Vendor, credentials: Credentials, moment: SigningMoment): DryRun {
  const signed = vendor.sign(plan, credentials, moment);
  const { body } = signed.request;
  return {
    signed,
    bodyFormat: plan.shape.bodyFormat,
    bodyBytes: body.length,
    bodySha256: sha256Hex(body),
    shownBody: showBody(plan, signed),
    shownUrl: signed.shownUrl,
    shownHeaders: maskedHeaders(signed.request.headers),
    holdsToken: credentials.token !== undefined,
  };
}

export function dryRunJson({ signed, shownUrl: url, shownHeaders: headers, bodyBytes, bodySha256 }: DryRun): Record<string, unknown> {
  const { method } = signed.request;
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

type Place = Pick<Runtime, 'fs' | 'tempDir' | 'platform'>;

const fault = (flag: string, message: string, hint: string): IdvError => problemsError([{ category: 'media', flag, message, hint }]);

/** What a failed file operation says: its code, never its message, which names the call that was tried. */
const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'unknown';

async function folderFor(saveDir: string | undefined, { fs, tempDir }: Place): Promise<string> {
  try {
    if (saveDir === undefined) return await fs.mkdtemp(join(tempDir, 'idv-'));
    await makeFolder(saveDir, fs);
    return saveDir;
  } catch (error) {
    if (saveDir === undefined)
      throw fault('--dry-run', `no folder can be made in ${tempDir} (${codeOf(error)})`, 'name one with --save-dir, or mend TMPDIR');
    throw fault('--save-dir', `${saveDir} is no folder to write to (${codeOf(error)})`, 'name a folder that you can write to');
  }
}

/** True for what the same dry run left there: the same bytes, for nobody else to read. */
async function isSameFile(file: string, body: Buffer, { fs, platform }: Place): Promise<boolean> {
  const facts = await fs.lstat(file);
  if (!facts.isFile() || facts.size !== body.length || (platform !== 'win32' && (facts.mode & 0o077) !== 0)) return false;
  return body.equals(await fs.readFile(file));
}

/** Never in place of another file. */
async function writeBody(file: string, body: Buffer, place: Place): Promise<void> {
  try {
    await place.fs.writeFile(file, body, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const taken = codeOf(error) === 'EEXIST';
    if (taken && (await isSameFile(file, body, place).catch(() => false))) return;
    const why = taken ? 'exists already, and is not this body' : `could not be written (${codeOf(error)})`;
    throw fault('--save-dir', `${file} ${why}`, taken ? 'move it away, or name another folder' : 'name a folder that you can write to');
  }
}

/** What is short enough for an argument list, wherever the command is run, and for a line of curl's own configuration. */
const longestUrl = { argument: 8192, configuration: 100_000 };

/** The address as such a line: curl changes no letter of it there, as it does of a query that it reads from a file. */
const curlConfig = (url: string): Buffer => Buffer.from(`url = "${url.replace(/["\\]/g, '\\$&')}"\n`);

/**
 * A command that runs as it is. A body, and an address that holds media, is in a 0600 file: it is too long for an argument list, and
 * not for everybody's eyes. Throws IdvError `media`.
 */
export async function dryRunCurl(run: DryRun, saveDir: string | undefined, place: Place): Promise<string> {
  const { request } = run.signed;
  const parts = ['curl', '--silent', '--show-error', '--request', request.method];
  for (const [name, value] of Object.entries(request.headers)) parts.push('--header', shellQuote(`${name}: ${value}`));
  const keep = async (name: string, bytes: Buffer): Promise<string> => {
    const file = join(await folderFor(saveDir, place), name);
    await writeBody(file, bytes, place);
    return file;
  };
  if (request.method === 'POST') {
    const file = await keep(`body-${run.bodySha256.slice(0, 12)}.${run.bodyFormat ?? 'bin'}`, request.body);
    parts.push('--data-binary', shellQuote(`@${file}`));
  }
  const { length } = request.url;
  if (length <= longestUrl.argument) return [...parts, shellQuote(request.url)].join(' ');
  if (length > longestUrl.configuration)
    throw fault('--dry-run', `curl takes no address of ${length} characters`, 'use --http-method post, or --dry-run=http');
  const config = curlConfig(request.url);
  return [...parts, '--config', shellQuote(await keep(`url-${sha256Hex(config).slice(0, 12)}.curl`, config))].join(' ');
}
