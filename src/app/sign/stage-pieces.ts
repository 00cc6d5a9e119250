import type { SignMethod } from '../../vendors/vendor.ts';
import type { Stage } from './draft.ts';

/** A piece of a stage's text under the vendor's name for it. */
export interface StagePiece {
  name: string;
  text: string;
  /** Index of its first character in the text. */
  start: number;
  /** A parameter or a header, whose name the caller chose. */
  kind: 'part' | 'header' | 'parameter';
}

function linesOf(text: string): { text: string; start: number }[] {
  let start = 0;
  return text.split('\n').map((line) => {
    const row = { text: line, start };
    start += line.length + 1;
    return row;
  });
}

const part = (name: string, line: { text: string; start: number } | undefined): StagePiece[] =>
  line ? [{ name, kind: 'part', ...line }] : [];

/** Six lines or more: the headers are between the third and the blank one before the last two. */
function canonicalRequestFields(text: string): StagePiece[] {
  const lines = linesOf(text);
  const [method, path, query] = lines;
  const ends = lines.slice(Math.max(3, lines.length - 2));
  const headers = lines.slice(3, -2).filter((line) => line.text !== '');
  return [
    ...part('HTTPRequestMethod', method),
    ...part('CanonicalURI', path),
    ...part('CanonicalQueryString', query),
    ...headers.map((line): StagePiece => ({ name: line.text.split(':')[0]?.trim().toLowerCase() ?? '', kind: 'header', ...line })),
    ...part('SignedHeaders', ends.length > 1 ? ends[0] : undefined),
    ...part('HashedRequestPayload', ends.at(-1)),
  ];
}

/** `mark` is between name and value, `between` between two parameters; each unchanged, or encoded once more. */
function parameterFields(text: string, start: number, mark: string, between: string): StagePiece[] {
  const fields: StagePiece[] = [];
  let at = start;
  for (const piece of text.split(between)) {
    const name = piece.split(mark)[0] ?? '';
    const last = fields.at(-1);
    // A raw value may contain an ampersand: text that cannot be a name belongs to the value before it.
    if (last && (!piece.includes(mark) || !/^[\w.%[\]-]{1,128}$/.test(name))) last.text += between + piece;
    else fields.push({ name, text: piece, start: at, kind: 'parameter' });
    at += piece.length + between.length;
  }
  return fields;
}

function rpcFields(text: string): StagePiece[] {
  const [method = '', path = '', ...rest] = text.split('&');
  const start = method.length + path.length + 2;
  return [
    { name: 'HTTPMethod', text: method, start: 0, kind: 'part' },
    { name: 'path', text: path, start: method.length + 1, kind: 'part' },
    ...parameterFields(rest.join('&'), start, '%3D', '%26'),
  ];
}

function v1Fields(text: string): StagePiece[] {
  const [, method = '', host = '', path = '', mark = ''] =
    /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|get|post)?([^/?]*)(\/[^?]*)?(\?)?/.exec(text) ?? [];
  const places: [string, string][] = [
    ['method', method],
    ['host', host],
    ['path', path + mark],
  ];
  let start = 0;
  const head = places.map(([name, piece]): StagePiece => {
    const field: StagePiece = { name, text: piece, start, kind: 'part' };
    start += piece.length;
    return field;
  });
  return [...head, ...parameterFields(text.slice(start), start, '=', '&')];
}

function toSignFields(scheme: SignMethod, text: string): StagePiece[] {
  if (scheme === 'rpc') return rpcFields(text);
  if (scheme !== 'tc3' && scheme !== 'acs3') return v1Fields(text);
  const names =
    scheme === 'tc3'
      ? ['Algorithm', 'RequestTimestamp', 'CredentialScope', 'HashedCanonicalRequest']
      : ['SignatureAlgorithm', 'HashedCanonicalRequest'];
  return linesOf(text).flatMap((line, index) => part(names[index] ?? `line ${index + 1}`, line));
}

/** The pieces of a stage's text, as far as it can be split. Works for wrong texts too. */
export function piecesOf(scheme: SignMethod, stage: Stage, text: string): StagePiece[] {
  if (stage === 'signature') return [{ name: 'Signature', text, start: 0, kind: 'part' }];
  if (stage === 'toSign') return toSignFields(scheme, text);
  return scheme === 'tc3' || scheme === 'acs3' ? canonicalRequestFields(text) : parameterFields(text, 0, '=', '&');
}
