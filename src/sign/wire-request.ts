/** A request as its bytes are, from the wire or from a file: nothing decoded, nothing merged, so that a signature can be checked. */
export interface WireRequest {
  method: string;
  /** Path and query as on the request line. */
  target: string;
  /** In the order and spelling received. */
  headers: readonly (readonly [name: string, value: string])[];
  body: Buffer;
}

/** The value of a header under its lower-case name; repeated headers are joined, so that no reader sees only one of them. */
export function headerOf({ headers }: Pick<WireRequest, 'headers'>, name: string): string | undefined {
  const values = headers.filter(([sent]) => sent.toLowerCase() === name).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(', ');
}

export function splitTarget(target: string): { path: string; query: string } {
  const mark = target.indexOf('?');
  return mark < 0 ? { path: target, query: '' } : { path: target.slice(0, mark), query: target.slice(mark + 1) };
}

/** In lower case and without its parameters: `multipart/form-data`. */
export const contentTypeOf = (request: Pick<WireRequest, 'headers'>): string =>
  (headerOf(request, 'content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

/** The signatures know no other method. */
export const signedMethod = ({ method }: Pick<WireRequest, 'method'>): 'GET' | 'POST' => (method === 'GET' ? 'GET' : 'POST');

/** Why a request's signature is not valid: the first stage that is not what the request's bytes make of it. */
export interface Mismatch {
  /** Under the vendor's name for it. */
  stage: string;
  reason: string;
}
