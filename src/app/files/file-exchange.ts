import { IdvError } from '../../core/errors.ts';
import { type HttpRequest, type HttpResponse, isOwnHost, type SendOptions, type Transport, TransportError } from '../../core/http.ts';
import { isPublicHttps } from '../../http/address/public-address.ts';
import { isPlainUrl } from '../../http/address/target.ts';
import { mayRetry, retryAfterMs, retryDelayMs } from '../../http/retry.ts';
import { trackingSent, watchSentBytes } from '../call/send.ts';
import type { World } from '../call/world.ts';

/** How files are downloaded from an address in an answer, and uploaded to one. */
export interface FileTransport {
  transport: Transport;
  options: SendOptions;
  /** Domains of the vendor's own storage; every name below them is accepted. */
  storageDomains: readonly string[];
  /** Additional hosts that the user allows. */
  allowedHosts: readonly string[];
  /** Only a service on this machine may point to a file on this machine. */
  loopback: boolean;
  /** Retries after the first attempt. */
  retries: number;
  nowMs(): number;
  random(): number;
  sleep(ms: number): Promise<void>;
}

/** The files of a call whose service is `endpoint`. */
export const fileTransportFor = (
  { transport, sendOptions, route, allowedHosts, retries, nowMs, random, sleep, runningExchange, progress }: World,
  endpoint: URL,
): FileTransport => ({
  transport: trackingSent(transport, progress),
  options: { ...sendOptions, watch: watchSentBytes(runningExchange) },
  storageDomains: route.vendor.storageDomains,
  allowedHosts,
  loopback: isOwnHost(endpoint),
  retries,
  nowMs,
  random,
  sleep,
});

/** A file's address for messages, without its query, because a presigned address works like a key. */
export const addressName = ({ host, pathname }: URL): string => `${host}${pathname.slice(0, 60)}`;

interface AddressFault {
  /** Continues `the service names a file` or `… a place for the file`. */
  why: string;
  hint: string;
}

const noTrust = 'nothing was sent there: an answer that names such an address does not come from the vendor';

function addressFault(text: string, { storageDomains, allowedHosts, loopback }: FileTransport): AddressFault | undefined {
  if (!isPlainUrl(text)) return { why: 'at an address that idv cannot use', hint: 'nothing was sent there: ask the vendor' };
  const url = new URL(text);
  if (isOwnHost(url)) return loopback ? undefined : { why: 'on this machine', hint: noTrust };
  if (url.protocol !== 'https:') return { why: 'without https', hint: noTrust };
  if (!isPublicHttps(text)) return { why: 'outside the public internet', hint: noTrust };
  const isVendors = storageDomains.some((domain) => url.hostname.endsWith(`.${domain}`));
  if (isVendors || allowedHosts.some((host) => url.hostname === host)) return undefined;
  const hint = `nothing was sent there; if you trust it, add --allow-host ${url.hostname}`;
  return { why: `on ${url.hostname}, which is not the vendor's storage`, hint };
}

/**
 * Reads the address of a file in an answer. `what` is the name of the file in the message. Throws IdvError `unreadable` for an address that
 * idv does not use.
 */
export function readFileAddress(text: string, what: string, code: string, files: FileTransport): URL {
  const fault = addressFault(text, files);
  if (fault) throw new IdvError('unreadable', `the service names ${what} ${fault.why}`, { code, hint: fault.hint });
  return new URL(text);
}

const firstRepeatMs = 200;
const longestWaitMs = 5_000;

/** How long to wait before the file is requested or sent again; undefined if that makes no sense, or was done often enough. */
function waitMs(made: HttpResponse | TransportError, repeats: number, files: FileTransport): number | undefined {
  if (repeats >= files.retries) return undefined;
  const isFailure = made instanceof TransportError;
  const { status } = made;
  if (isFailure ? !mayRetry(made, { readOnly: true }) : status !== 429 && (status ?? 0) < 500) return undefined;
  return retryDelayMs({
    attempt: repeats + 1,
    retryAfterMs: isFailure ? undefined : retryAfterMs(made.headers, files.nowMs()),
    random: files.random(),
    baseMs: firstRepeatMs,
    maxMs: longestWaitMs,
  });
}

async function pause({ sleep, options }: FileTransport, ms: number): Promise<void> {
  await sleep(ms).catch((cause: unknown) => {
    if (!options.signal?.aborted) throw cause;
    throw new TransportError('aborted', 'the command was stopped', { sent: true, cause });
  });
}

/**
 * Downloads or uploads a file, with retries until there is a final answer. Repeating it is harmless and free. Throws TransportError.
 */
export async function exchangeFile(request: HttpRequest, files: FileTransport, maxResponseBytes?: number): Promise<HttpResponse> {
  const publicOnly = !isOwnHost(new URL(request.url));
  const limit = maxResponseBytes === undefined ? {} : { maxResponseBytes };
  for (let repeats = 0; ; repeats += 1) {
    const made = await files.transport.send(request, { ...files.options, ...limit, publicOnly }).catch((error: unknown) => {
      if (error instanceof TransportError) return error;
      throw error;
    });
    const wait = waitMs(made, repeats, files);
    if (wait !== undefined) await pause(files, wait);
    else if (made instanceof TransportError) throw made;
    else return made;
  }
}
