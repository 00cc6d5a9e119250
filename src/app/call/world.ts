import type { BufferPool } from '../../core/buffer-pool.ts';
import type { HttpResponse, SendOptions, Transport } from '../../core/http.ts';
import type { Check } from '../../core/judge/judgement.ts';
import type { AnswerFormat, Credentials, Plan, RequestShape, SignedCall, Vendor } from '../../vendors/vendor.ts';

/** Where and how the calls of one command go. */
export interface Route {
  vendor: Vendor;
  /** As the user chose it; undefined for the product's own default. */
  region: string | undefined;
  shape: RequestShape;
  answerFormat: AnswerFormat;
  /** In place of each product's own host. */
  endpoint: string | undefined;
  /** Personal data among the values is shown where a call is. */
  showPii?: true;
}

/** The service's clock less this machine's, once a refusal has told it: 0 until then. */
export interface Clock {
  offsetMs: number;
}

/** What a call does while it lasts, for whoever watches. */
export interface Activity {
  /** False where nothing moves on the screen: then a line from time to time says what goes on. */
  animated: boolean;
  update(text: string): void;
  notice(text: string): void;
  stop(): void;
}

/** What can be told of an exchange while nothing comes back. */
export interface Underway {
  timeoutMs: number;
  /** Of the request, as far as this machine has handed it on. */
  sentBytes(): number;
}

/** All that a call needs from outside. Whoever calls makes one, and closes its transport. */
export interface World {
  route: Route;
  credentials: Credentials;
  transport: Transport;
  /** Memory for the bodies of many calls. One call does without. Nothing that looks at a request may then look at it later. */
  bodies?: BufferPool;
  sendOptions: SendOptions;
  /** A paid call goes over no connection that was idle for longer; 0 opens one for each. */
  paidIdleMs: number;
  /** Repeats after the first attempt. */
  retries: number;
  /** Hosts besides the vendor's own storage that files may come from and go to. */
  allowedHosts: readonly string[];
  /** Signed with as given, and never corrected. */
  fixed: { timestamp?: number; nonce?: string };
  /** What the caller asks of the answer, besides what the call itself asks. */
  asked: { threshold: number | undefined; checks: readonly Check[] };
  /** Shared by the calls of a command: a wrong clock is found once. */
  clock?: Clock;
  nowMs(): number;
  random(): number;
  uuid(): string;
  sleep(ms: number): Promise<void>;
  /** Calls again and again; the result ends it. */
  every(ms: number, run: () => void): () => void;
  /** Whether anything has left this machine. */
  progress: { sent: boolean };
  /** What is known of an exchange while nothing comes back. */
  underway: Underway;
  /** A sentence for people, besides the result. */
  notice(text: string): void;
  /** Shows that something begins, on a screen that can; else a call tells by notices what there is to tell. */
  begin?(text: string): Promise<Activity>;
  /** Sees every attempt. */
  attempted?(attempt: { plan: Plan; signed: SignedCall; response: HttpResponse | undefined; durationMs: number; number: number }): void;
  /** Takes the last answer before anything is made of it: also one that cannot be read. */
  answered?(response: HttpResponse): void;
}
