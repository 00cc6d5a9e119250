import type { Input } from '../app/input.ts';
import type { Plan } from '../app/plan.ts';
import type { Exchange } from '../app/send.ts';
import { requestFor } from '../app/target.ts';
import { type UploadedFile, uploadTo } from '../app/upload.ts';
import type { Action, Follow } from '../core/action.ts';
import { refusalError } from '../core/answer.ts';
import { checksAskedBy } from '../core/asked-checks.ts';
import type { BodyValue, Media } from '../core/body.ts';
import { IdvError } from '../core/errors.ts';
import { isOwnHost } from '../core/own-host.ts';
import { readPath } from '../core/path.ts';
import { plainText } from '../core/printable.ts';
import { finish } from './conclude.ts';
import type { Line } from './line.ts';
import { startProgress } from './progress.ts';
import { callOnce } from './run-call.ts';
import { pollPlan, readerOf, waitForResult } from './wait.ts';
import { type WaitFlags, waitTimeoutS } from './wait-flags.ts';

/** Uploads one file that `target` will be given: asks for a grant, sends the file where that says. */
export async function upload(
  line: Line,
  target: Pick<Action, 'name' | 'product'>,
  media: Media,
): Promise<{ file: UploadedFile; plan: Plan; made: Exchange }> {
  const { session, route, transport, options } = line;
  const scheme = route.provider.uploads;
  if (!scheme) throw new IdvError('usage', `${route.provider.name} takes no uploads`, { code: 'no-uploads' });
  const { plan, made } = await callOnce(toGrant(line, scheme.grant, target), requestFor(scheme.grant, scheme.valuesFor(target)));
  if (made.answer.kind === 'refusal') throw refusalError(made.answer, { codes: await route.provider.loadCodes(), action: scheme.grant });
  const progress = await startProgress(session.runtime, `uploading ${media.bytes.length} bytes`, session.options);
  const file = await uploadTo(scheme, made.answer.fields, media, {
    transport,
    options,
    loopback: isOwnHost(plan.target.endpoint),
  }).finally(progress.stop);
  return { file, plan, made };
}

/** A host that was named for one product serves no other, unless it is this machine's sandbox. */
function toGrant(line: Line, grant: Action, { product }: Pick<Action, 'product'>): Line {
  const { endpoint } = line.route;
  if (grant.product === product || endpoint === undefined || isOwnHost(new URL(endpoint))) return line;
  return { ...line, route: { ...line.route, endpoint: undefined } };
}

async function uploadAll(line: Line, action: Action, { uploads }: Input): Promise<Record<string, BodyValue>> {
  const values: Record<string, BodyValue> = {};
  for (const { upload: wanted, media } of uploads) {
    const { resourceUrl, md5, bytes } = (await upload(line, action, media)).file;
    line.session.notice(`--${wanted.flag}: uploaded ${bytes} bytes, md5 ${md5}`);
    values[wanted.url] = resourceUrl;
    if (wanted.md5 !== undefined) values[wanted.md5] = md5;
  }
  return values;
}

async function showPage({ session }: Line, page: string, { open, qr }: WaitFlags): Promise<void> {
  const { runtime } = session;
  runtime.stderr.write(`page   ${plainText(page)}\n`);
  if (qr) {
    const { qrCode } = await import('./qr.ts');
    runtime.stderr.write(qrCode(page));
  }
  if (open) await runtime.openPage(page).catch(() => session.notice('no browser could be opened; open the page by hand'));
}

const textAt = (fields: Readonly<Record<string, unknown>>, path: string | undefined): string | undefined => {
  const value = path === undefined ? undefined : readPath(fields, path);
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** Says the token before any waiting: whoever interrupts it can still ask for the result. */
async function followToken(
  line: Line,
  follow: Follow,
  { sent, fields }: { sent: Readonly<Record<string, BodyValue>>; fields: Readonly<Record<string, unknown>> },
  flags: WaitFlags,
): Promise<number> {
  const { runtime } = line.session;
  const token = textAt(fields, follow.token);
  if (token === undefined) throw new IdvError('unreadable', `the answer has no ${follow.token}`, { code: 'no-token' });
  runtime.stderr.write(`token  ${plainText(token)}\n`);
  const page = textAt(fields, follow.page);
  if (page !== undefined) await showPage(line, page, flags);
  const reader = readerOf(line, follow);
  const param = reader.params.find((candidate) => candidate.positional);
  const poll = pollPlan(follow, fields, runtime.nowMs(), waitTimeoutS(flags));
  return waitForResult(line, requestFor(reader, { [param?.name ?? follow.token]: token }, checksAskedBy(follow, sent)), poll);
}

/** An action whose files are uploaded first, or whose result is waited for. */
export async function runFlow(line: Line, action: Action, input: Input, flags: WaitFlags): Promise<number> {
  const { session } = line;
  const values = { ...input.values, ...(await uploadAll(line, action, input)) };
  if (flags.wait && !action.follow) {
    const issuer = line.route.provider.actions.find(({ follow }) => follow?.action === action.name);
    return waitForResult(line, requestFor(action, values), pollPlan(issuer?.follow, {}, session.runtime.nowMs(), waitTimeoutS(flags)));
  }
  const { plan, made } = await callOnce(line, requestFor(action, values));
  const fields = made.answer.kind === 'result' ? made.answer.fields : undefined;
  if (flags.wait && action.follow && fields) return followToken(line, action.follow, { sent: values, fields }, flags);
  const exitCode = await finish(line, plan, made);
  const page = fields && textAt(fields, action.follow?.page);
  if (page !== undefined && (flags.open || flags.qr)) await showPage(line, page, flags);
  return exitCode;
}
