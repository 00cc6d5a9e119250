/** A request exactly as received or as stored in a file. Nothing is decoded or merged, so that its signature can be checked. */
export interface WireRequest {
  method: string;
  /** Path and query, as in the request line. */
  target: string;
  /** In the order and spelling received. */
  headers: readonly (readonly [name: string, value: string])[];
  body: Buffer;
}

/** The value of the header with this lower-case name. Repeated headers are joined, so that no reader sees only one of them. */
export function headerOf({ headers }: Pick<WireRequest, 'headers'>, name: string): string | undefined {
  const values = headers.filter(([sent]) => sent.toLowerCase() === name).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(', ');
}

export function splitTarget(target: string): { path: string; query: string } {
  const questionMark = target.indexOf('?');
  return questionMark < 0 ? { path: target, query: '' } : { path: target.slice(0, questionMark), query: target.slice(questionMark + 1) };
}

/** In lower case and without its parameters: `multipart/form-data`. */
export const contentTypeOf = (request: Pick<WireRequest, 'headers'>): string =>
  (headerOf(request, 'content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

/** The signatures have no other methods. */
export const signedMethod = ({ method }: Pick<WireRequest, 'method'>): 'GET' | 'POST' => (method === 'GET' ? 'GET' : 'POST');

/** Why the signature of a request is not valid: the first stage that differs from the stage that idv computes from the request. */
export interface Mismatch {
  /** The vendor's name of the stage. */
  stage: string;
  reason: string;
}
