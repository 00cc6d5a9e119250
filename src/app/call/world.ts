import type { BufferPool } from '../../core/buffer-pool.ts';
import { type HttpResponse, isFromSandbox, type SendOptions, type Transport, TransportError } from '../../core/http.ts';
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

/** Tells, once, that an answer came from a sandbox, before anything is made of the answer. */
export function tellingSandbox(transport: Transport, tell: () => void): Transport {
  let told = false;
  return {
    ...transport,
    async send(request, options) {
      const response = await transport.send(request, options);
      if (!told && isFromSandbox(response)) {
        told = true;
        tell();
      }
      return response;
    },
  };
}

/** Takes note in `progress` that a request leaves, and takes it back where not one byte did. */
export function notingSent(transport: Transport, progress: { sent: boolean }): Transport {
  return {
    ...transport,
    async send(request, options) {
      const { sent } = progress;
      progress.sent = true;
      try {
        return await transport.send(request, options);
      } catch (error) {
        if (error instanceof TransportError && !error.sent) progress.sent = sent;
        throw error;
      }
    },
  };
}

/** For the transport, which says how its count of bytes is asked. */
export const countInto =
  (underway: Underway) =>
  (count: () => number): void => {
    underway.sentBytes = count;
  };

const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MB`;

/** `CompareFaceLiveness at HOST: 12 s, 4.1 MB sent, time-out 60 s`. */
export function stateOf(text: string, elapsedMs: number, underway: Underway | undefined): string {
  const sent = underway?.sentBytes() ?? 0;
  const facts = [
    `${Math.floor(elapsedMs / 1000)} s`,
    ...(sent > 0 ? [`${megabytes(sent)} sent`] : []),
    ...(underway ? [`time-out ${underway.timeoutMs / 1000} s`] : []),
  ];
  return `${text}: ${facts.join(', ')}`;
}

/** In CI and in pipes a job that says nothing looks dead. */
const plainLineEveryMs = 10_000;

/** One line every ten seconds, where nothing turns. */
export function plainLines(
  { nowMs, every, notice, underway }: Pick<World, 'nowMs' | 'every' | 'notice'> & { underway?: Underway | undefined },
  text: string,
): Activity {
  const startedMs = nowMs();
  const stop = every(plainLineEveryMs, () => notice(stateOf(text, nowMs() - startedMs, underway)));
  return { notice, update: stop, animated: false, stop };
}

/** Tells whoever watches that something begins. */
export const begin = async (world: World, text: string): Promise<Activity> => (await world.begin?.(text)) ?? plainLines(world, text);
