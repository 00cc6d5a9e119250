import type { BufferPool } from '../../core/buffer-pool.ts';
import type { HttpResponse, SendOptions, Transport } from '../../core/http.ts';
import type { Check } from '../../core/judge/judgement.ts';
import type { AnswerFormat, Credentials, Plan, RequestShape, SignedCall, Vendor } from '../../vendors/vendor.ts';

/** Where and how the calls of one command are sent. */
export interface Route {
  vendor: Vendor;
  /** The region that the user chose; undefined for the default of each product. */
  region: string | undefined;
  shape: RequestShape;
  answerFormat: AnswerFormat;
  /** The endpoint that the user chose; undefined for each product's own host. */
  endpoint: string | undefined;
  /** True if personal values are shown along with the call. */
  showPii?: true;
}

/** The offset of the service's clock from this machine's. It is 0 until a refusal shows that this machine's clock is wrong. */
export interface Clock {
  offsetMs: number;
}

/** Shows the user what a call is doing. */
export interface Activity {
  /** False if there is no spinner: then a line is printed from time to time. */
  animated: boolean;
  update(text: string): void;
  notice(text: string): void;
  stop(): void;
}

/** What can be shown about an exchange while no answer has come. */
export interface RunningExchange {
  timeoutMs: number;
  /** The bytes of the request that this machine has written to the connection. */
  sentBytes(): number;
}

/** All that a call needs from outside. The caller creates it, and closes its transport. */
export interface World {
  route: Route;
  credentials: Credentials;
  transport: Transport;
  /** Memory for the bodies of many calls; a single call does not need it. With it, no code may read a request after its call has ended. */
  bodies?: BufferPool;
  sendOptions: SendOptions;
  /** A paid call uses no connection that was idle for longer than this. 0 opens a new connection for each call. */
  paidIdleMs: number;
  /** How often a call may be repeated after the first attempt. */
  retries: number;
  /** Hosts that files may be downloaded from and uploaded to, besides the vendor's own storage. */
  allowedHosts: readonly string[];
  /** A timestamp and nonce that the user chose for signatures. They are never corrected. */
  fixed: { timestamp?: number; nonce?: string };
  /** What the caller requires of the answer, besides what the call itself requires. */
  asked: { threshold: number | undefined; checks: readonly Check[] };
  /** Shared by the calls of a command, so that a wrong clock is corrected once. */
  clock?: Clock;
  nowMs(): number;
  random(): number;
  uuid(): string;
  sleep(ms: number): Promise<void>;
  /** Calls `run` every `ms` milliseconds. Returns a function that stops it. */
  every(ms: number, run: () => void): () => void;
  /** `sent` is true if a request has been sent. */
  progress: { sent: boolean };
  /** What can be shown about the running exchange. */
  runningExchange: RunningExchange;
  /** Shows the user a sentence, in addition to the result. */
  notice(text: string): void;
  /** Shows on a spinner that something begins. Without it, a call reports its progress by notices. */
  beginActivity?(text: string): Promise<Activity>;
  /** Called after every attempt. */
  attempted?(attempt: { plan: Plan; signed: SignedCall; response: HttpResponse | undefined; durationMs: number; number: number }): void;
  /** Called with the last answer before it is judged, even if it cannot be read. */
  answered?(response: HttpResponse): void;
}
