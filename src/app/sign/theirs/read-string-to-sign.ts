import { loosePairs } from '../draft-of.ts';
import { momentOfPairs, readTimestamp, schemeOfPairs } from './moment-of.ts';
import type { Theirs } from './theirs.ts';

/** Only the algorithm on the first line: TC3 has four lines, ACS3 two. */
function ofLines(text: string): Theirs | undefined {
  const lines = text.trim().split(/\r?\n/);
  const [algorithm = '', timestamp = ''] = lines;
  if (lines.length < 2 || !/^[A-Z0-9-]+$/i.test(algorithm.trimEnd()) || !/HMAC/i.test(algorithm)) return undefined;
  const scheme = algorithm.toUpperCase().startsWith('ACS3') || lines.length < 3 ? 'acs3' : 'tc3';
  const seconds = scheme === 'tc3' ? readTimestamp(timestamp) : undefined;
  return { kind: 'string to sign', scheme, toSign: text, ...(seconds === undefined ? {} : { timestamp: seconds }), notices: [] };
}

/** The start of the letters before the first equals sign, which may be encoded several times; the end of the text if there is none. */
function firstName(text: string): number {
  const mark = text.search(/(?<=[a-z])(?:%(?:25)*3D|=)/i);
  if (mark < 0) return text.length;
  let at = mark;
  while (at > 0 && /[a-z]/i.test(text.charAt(at - 1))) at -= 1;
  return at;
}

/** `GET&%2F&` and the query, encoded once more, or not encoded, which is a mistake. */
function ofRpc(text: string): Theirs | undefined {
  const start = text.trim();
  if (!/^[A-Z]{3,7}&/i.test(start) || !/AccessKeyId|SignatureVersion|SignatureNonce/.test(start)) return undefined;
  const query = start
    .slice(firstName(start))
    .replace(/%(?:25)*3D/gi, '=')
    .replace(/%(?:25)*26/g, '&');
  return { kind: 'string to sign', scheme: 'rpc', toSign: text, ...momentOfPairs(loosePairs(query)), notices: [] };
}

/** Method, host, `/?` and the parameters, with nothing between them. */
function ofV1(text: string): Theirs | undefined {
  const start = text.trim();
  if (!/^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)/i.test(start) || !/(?:^|[?&])(?:SecretId|Nonce|Timestamp)=/.test(start)) return undefined;
  const pairs = loosePairs(start.slice(start.indexOf('?') + 1));
  return { kind: 'string to sign', scheme: schemeOfPairs(pairs) ?? 'hmac-sha1', toSign: text, ...momentOfPairs(pairs), notices: [] };
}

/** Reads a string to sign of any scheme; undefined if the text is not one. */
export const readStringToSign = (text: string): Theirs | undefined => ofLines(text) ?? ofRpc(text) ?? ofV1(text);
