import { isUtf8 } from 'node:buffer';

/** One part of a multipart form. */
export interface ReceivedPart {
  name: string;
  content: Buffer;
  /** True if the part has a content type of its own: it holds bytes, not text. */
  isFile: boolean;
}

const boundaryShape = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))\s*(?:;|$)/i;
const dispositionShape = /^content-disposition: *form-data; *name="([^"]+)"(?:; *filename="[^"]*")?$/i;

const unquoted = (name: string): string => name.replaceAll('%22', '"').replaceAll('%0D', '\r').replaceAll('%0A', '\n');

function readHead(head: Buffer): { name: string; isFile: boolean } | undefined {
  if (!isUtf8(head)) return undefined;
  const lines = head.toString('utf8').split('\r\n');
  const names = lines.flatMap((line) => dispositionShape.exec(line)?.[1] ?? []);
  const [name] = names;
  if (name === undefined || names.length > 1) return undefined;
  return { name: unquoted(name), isFile: lines.some((line) => /^content-type: *\S/i.test(line)) };
}

/** The parts of a `multipart/form-data` body, in their order. Undefined if the format is incorrect. */
export function parseMultipart(contentType: string, body: Buffer): ReceivedPart[] | undefined {
  const [, quotedBoundary, plainBoundary] = boundaryShape.exec(contentType) ?? [];
  const boundary = quotedBoundary ?? plainBoundary;
  if (boundary === undefined) return undefined;
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const parts: ReceivedPart[] = [];
  // The first delimiter has no line break before it.
  let at = delimiter.length - 2;
  if (!body.subarray(0, at).equals(delimiter.subarray(2))) return undefined;
  while (body.toString('latin1', at, at + 2) === '\r\n') {
    const headEnd = body.indexOf('\r\n\r\n', at + 2);
    const head = headEnd < 0 ? undefined : readHead(body.subarray(at + 2, headEnd));
    const end = body.indexOf(delimiter, headEnd + 4);
    if (!head || end < 0) return undefined;
    parts.push({ ...head, content: body.subarray(headEnd + 4, end) });
    at = end + delimiter.length;
  }
  return /^--(?:\r\n)?$/.test(body.toString('latin1', at)) ? parts : undefined;
}
