import { constants } from 'node:fs';
import { valuesForPeople } from '../../core/declare/personal.ts';
import { fileCodeOf, IdvError, problemsError } from '../../core/errors.ts';
import { exactJson } from '../../core/exact-number.ts';
import { describeValues, type HttpResponse } from '../../core/http.ts';
import { maskedHeaders, withCleanTexts } from '../../core/text/printable.ts';
import type { Runtime } from '../../runtime.ts';
import { sha256Hex } from '../../sign/encode.ts';
import type { Credentials, Vendor } from '../../vendors/vendor.ts';
import type { World } from '../call/world.ts';
import { resultWithoutMedia } from '../result/result.ts';
import { maskedAnswer } from './masked-answer.ts';
import { hideSent, redactor } from './redactor.ts';

type Attempt = Parameters<NonNullable<World['attempted']>>[0];

/** What is needed to write a line of a trace. */
export interface TraceContext {
  vendor: Vendor;
  credentials: Credentials;
  /** True if the host is hidden too. */
  hidesHost: boolean;
}

const digest = (bytes: Buffer): { bytes: number; sha256: string } => ({ bytes: bytes.length, sha256: sha256Hex(bytes) });

/** The decoded answer with personal data masked and media as notes; undefined if it cannot be decoded. */
async function shownAnswer({ plan }: Attempt, response: HttpResponse, { vendor }: TraceContext): Promise<unknown> {
  try {
    const answer = await vendor.decode(response, plan.action ?? { name: plan.actionName });
    if (answer.kind === 'refusal') return { Error: { Code: answer.code, Message: answer.message }, RequestId: answer.requestId ?? null };
    return maskedAnswer({ vendor, product: plan.product, action: plan.action }, resultWithoutMedia(plan.action, answer), true);
  } catch (error) {
    if (error instanceof IdvError) return undefined;
    throw error;
  }
}

/** One attempt in a form that other people may see: without key id, signature, token, personal values and pictures. */
async function tracedAttempt(attempt: Attempt, timeMs: number, context: TraceContext): Promise<Record<string, unknown>> {
  const { signed, response, durationMs, number } = attempt;
  // Even with --show-pii: a trace is for other people.
  const { showPii: _, ...plan } = attempt.plan;
  const { host, hostname } = plan.endpoint;
  const line = {
    time: new Date(timeMs).toISOString(),
    action: plan.actionName,
    attempt: number,
    request: {
      line: `${signed.request.method} ${signed.shownUrl}`,
      headers: maskedHeaders(signed.request.headers),
      values: plan.verbatim === undefined ? describeValues(valuesForPeople(plan)) : 'a verbatim body',
      body: digest(signed.request.body),
    },
    stages: signed.stages,
    durationMs: Math.round(durationMs),
    answer: response
      ? {
          status: response.status,
          headers: maskedHeaders(response.headers),
          body: digest(response.body),
          says: (await shownAnswer({ ...attempt, plan }, response, context)) ?? null,
        }
      : null,
  };
  const redact = redactor([
    { text: context.credentials.id, word: '<key id>' },
    { text: signed.signature, word: '<signature>' },
    ...(context.hidesHost ? [host, hostname].map((text) => ({ text, word: '<host>' })) : []),
  ]);
  const hide = hideSent(plan, context.vendor, context.credentials);
  return withCleanTexts(line, (text) => redact(hide(text)));
}

/** A trace file. Each attempt is written at once, so that the file is useful even if the command is killed. */
export interface TraceFile {
  add(attempt: Attempt, timeMs: number): void;
  /** Waits until everything is written. Resolves to a message if a write failed: that must not cost the user the answer. */
  close(): Promise<string | undefined>;
}

/** Does not follow a symbolic link, which another user may have put in place of the created file. Windows has no such flag. */
const appending = constants.O_WRONLY | constants.O_APPEND | (constants.O_NOFOLLOW ?? 0);

async function create(path: string, force: boolean, { fs }: Pick<Runtime, 'fs'>): Promise<void> {
  try {
    if (force) await fs.unlink(path).catch(() => undefined);
    await fs.writeFile(path, '', { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const taken = fileCodeOf(error) === 'EEXIST';
    const message = taken ? `${path} already exists` : `${path} cannot be written (${fileCodeOf(error)})`;
    const hint = taken ? 'name another file, or add --force' : 'name a file in a folder that you can write to';
    throw problemsError([{ category: 'media', flag: '--trace', message, hint }]);
  }
}

/** Creates the file with mode 0600. Each attempt is one line of JSON. Throws IdvError `media` before anything is sent. */
export async function openTrace(path: string, force: boolean, runtime: Pick<Runtime, 'fs'>, context: TraceContext): Promise<TraceFile> {
  await create(path, force, runtime);
  let fault: string | undefined;
  let written: Promise<void> = Promise.resolve();
  const write = async (attempt: Attempt, timeMs: number): Promise<void> => {
    try {
      await runtime.fs.writeFile(path, `${exactJson(await tracedAttempt(attempt, timeMs, context))}\n`, { flag: appending });
    } catch (error) {
      fault ??= `the trace is not complete: ${path} could not be written (${fileCodeOf(error)})`;
    }
  };
  return {
    add(attempt, timeMs) {
      written = written.then(() => write(attempt, timeMs));
    },
    async close() {
      await written;
      return fault;
    },
  };
}
