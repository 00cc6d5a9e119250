/** An HTTP request as it arrived. Nothing is decoded or merged, because a signature is checked over the exact bytes. */
export interface ReceivedRequest {
  method: string;
  /** Path and query, as on the request line. */
  target: string;
  /** In the order and spelling received. */
  headers: readonly (readonly [name: string, value: string])[];
  body: Buffer;
  /** How many bytes the client sent: more than `body` holds if the body was too long to keep. */
  bodyBytes: number;
  /** The port on which the sandbox received it. */
  port: number;
}

/** The value of a header. `name` is in lower case. Repeated headers are joined, so that no reader sees only one of them. */
export function headerOf(request: ReceivedRequest, name: string): string | undefined {
  const values = request.headers.filter(([sent]) => sent.toLowerCase() === name).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(', ');
}

export function splitTarget(target: string): { path: string; query: string } {
  const mark = target.indexOf('?');
  return mark < 0 ? { path: target, query: '' } : { path: target.slice(0, mark), query: target.slice(mark + 1) };
}

/** In lower case and without its parameters: `multipart/form-data`. */
export const contentTypeOf = (request: ReceivedRequest): string =>
  (headerOf(request, 'content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

/** False if the Host is a domain name that points to this machine. A web page could use such a name to reach the sandbox. */
export const isLoopbackHost = (request: ReceivedRequest): boolean =>
  /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i.test(headerOf(request, 'host') ?? '');

/** True if the Host is this sandbox, with its port. */
export function isSandboxHost(request: ReceivedRequest): boolean {
  const names = ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${request.port}`);
  return names.includes(headerOf(request, 'host')?.toLowerCase() ?? '');
}
