import { plural } from '../../../core/text/printable.ts';
import { headerOf, type WireRequest } from '../../../sign/wire-request.ts';
import type { Read } from './read-curl.ts';

const requestLine = /^([A-Za-z]+) +(\S+)(?: +HTTP\/\d(?:\.\d)?)?$/;

/** True for text that begins as an HTTP request does. */
export const isHttpRequest = (text: string): boolean => /^\s*[A-Z]+ +(?:https?:\/\/|\/)\S*(?: +HTTP\/\d(?:\.\d)?)? *\r?\n/.test(text);

/** The end of the headers and the start of the body, after the first empty line. */
function headEnd(bytes: Buffer): { head: number; body: number } {
  const [crlf, lf] = [bytes.indexOf('\r\n\r\n'), bytes.indexOf('\n\n')];
  if (crlf >= 0 && (lf < 0 || crlf < lf)) return { head: crlf, body: crlf + 4 };
  return lf < 0 ? { head: bytes.length, body: bytes.length } : { head: lf, body: lf + 2 };
}

function readHeader(line: string): [string, string] | undefined {
  const mark = line.indexOf(':');
  // The pseudo-headers of HTTP/2, which Node and browsers show, begin with a colon and are not headers.
  return mark > 0 && !/\s/.test(line.slice(0, mark)) ? [line.slice(0, mark), line.slice(mark + 1).trim()] : undefined;
}

/** The content of a chunked body, and whether it is complete. */
function unchunked(bytes: Buffer): { body: Buffer; complete: boolean } {
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const lineEnd = bytes.indexOf('\n', at);
    const [, digits = ''] = /^([0-9a-f]{1,8})(?:;.*)?\r?$/i.exec(bytes.toString('latin1', at, lineEnd < 0 ? at : lineEnd)) ?? [];
    if (digits === '') break;
    const length = Number.parseInt(digits, 16);
    if (length === 0) return { body: Buffer.concat(chunks), complete: true };
    if (lineEnd + 1 + length > bytes.length) break;
    chunks.push(bytes.subarray(lineEnd + 1, lineEnd + 1 + length));
    at = lineEnd + 1 + length;
    at += bytes[at] === 13 ? 2 : 1;
  }
  return { body: Buffer.concat(chunks), complete: false };
}

interface ReadBody {
  body: Buffer;
  notices: string[];
  /** Why it cannot be the body that was sent. */
  fault?: string;
}

function readBody(request: WireRequest, bytes: Buffer): ReadBody {
  if (/\bchunked\b/i.test(headerOf(request, 'transfer-encoding') ?? '')) {
    const { body, complete } = unchunked(bytes);
    return { body, notices: [], ...(complete ? {} : { fault: 'the chunked body is cut off, or is not chunked' }) };
  }
  const length = headerOf(request, 'content-length');
  if (length === undefined) return { body: bytes, notices: [] };
  if (!/^\d{1,12}$/.test(length)) return { body: bytes, notices: [], fault: 'Content-Length is not a number' };
  const left = bytes.length - Number(length);
  if (left >= 0)
    return {
      body: bytes.subarray(0, Number(length)),
      notices: left > 0 ? [`${plural(left, 'byte')} after the end of the body ${left === 1 ? 'is' : 'are'} ignored`] : [],
    };
  const fault = `the body has ${plural(bytes.length, 'byte')} but Content-Length says ${length}: it was cut off or edited, or its line breaks were changed`;
  return { body: bytes, notices: [], fault };
}

/** Reads a raw request, with CRLF or LF: request line, headers, an empty line, body. */
export function readHttp(bytes: Buffer): Read {
  const start = bytes.length - bytes.toString('latin1').trimStart().length;
  const whole = bytes.subarray(start);
  const { head, body: bodyAt } = headEnd(whole);
  const [first = '', ...lines] = whole.toString('utf8', 0, head).split(/\r?\n/);
  const [, method = '', address = ''] = requestLine.exec(first.trim()) ?? [];
  if (method === '') return { problem: 'the first line is not a request line, such as POST / HTTP/1.1' };
  const headers = lines.flatMap((line) => [readHeader(line) ?? []]).filter((pair): pair is [string, string] => pair.length === 2);
  const [, host, rest] = /^https?:\/\/([^/?]+)(.*)$/is.exec(address) ?? [];
  const target = rest === undefined ? address : rest.startsWith('/') ? rest : `/${rest}`;
  const named =
    host === undefined || headers.some(([name]) => name.toLowerCase() === 'host') ? headers : [['Host', host] as const, ...headers];
  const request: WireRequest = { method, target, headers: named, body: Buffer.alloc(0) };
  const { body, notices, fault } = readBody(request, whole.subarray(bodyAt));
  const skipped = lines.filter((line) => line.trim() !== '' && readHeader(line) === undefined).length;
  return {
    request: { ...request, body },
    ...(fault === undefined ? {} : { fault }),
    notices: [...notices, ...(skipped > 0 ? [`lines that are not headers are ignored: ${skipped}`] : [])],
  };
}
