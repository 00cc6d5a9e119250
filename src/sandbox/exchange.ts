/** One HTTP request as it came off the wire: nothing decoded, nothing merged, so that a signature can be checked. */
export interface ReceivedRequest {
  method: string;
  /** Path and query as on the request line. */
  target: string;
  /** In the order and spelling received. */
  headers: readonly (readonly [name: string, value: string])[];
  body: Buffer;
  /** What was sent in all; more than `body` holds if the end of an over-long body was dropped. */
  bodyBytes: number;
  /** The port it came in on. */
  port: number;
}

/** What happens to the connection beside, or in place of, a proper answer. */
export type ConnectionFault =
  | { kind: 'delay'; ms: number }
  | { kind: 'reset' }
  | { kind: 'reset-amid' }
  | { kind: 'endless'; bytes: number };

export interface Reply {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
  fault?: ConnectionFault;
}

/** The value of a header under its lower-case name; repeated headers are joined, so that no reader sees only one of them. */
export function headerOf(request: ReceivedRequest, name: string): string | undefined {
  const values = request.headers.filter(([sent]) => sent.toLowerCase() === name).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(', ');
}

export function splitTarget(target: string): { path: string; query: string } {
  const mark = target.indexOf('?');
  return mark < 0 ? { path: target, query: '' } : { path: target.slice(0, mark), query: target.slice(mark + 1) };
}

export function jsonReply(status: number, value: unknown): Reply {
  return { status, headers: { 'Content-Type': 'application/json' }, body: Buffer.from(JSON.stringify(value)) };
}
