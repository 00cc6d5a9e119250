import type { WireRequest } from '../sign/wire-request.ts';

export { headerOf, splitTarget } from '../sign/wire-request.ts';

/** One HTTP request as it came off the wire. */
export interface ReceivedRequest extends WireRequest {
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

export function jsonReply(status: number, value: unknown): Reply {
  return { status, headers: { 'Content-Type': 'application/json' }, body: Buffer.from(JSON.stringify(value)) };
}
