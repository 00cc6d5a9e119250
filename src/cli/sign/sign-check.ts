import { mediaIo } from '../../app/input/read-value.ts';
import { type Captured, checkSignature } from '../../app/sign/check-signature.ts';
import { maskForRequests } from '../../app/sign/our-request.ts';
import { maskKeyLike, withShortMasks } from '../../app/sign/secret-mask.ts';
import { schemeOfRequest } from '../../app/sign/theirs/moment-of.ts';
import { readHttp } from '../../app/sign/theirs/read-http.ts';
import { IdvError } from '../../core/errors.ts';
import { exitCodeOfCategory } from '../../core/exit.ts';
import { plainText, shownKeyId, withCleanTexts } from '../../core/text/printable.ts';
import type { MediaIo } from '../../media/read/load.ts';
import { vendors } from '../../vendors/registry.ts';
import type { SignMethod } from '../../vendors/vendor.ts';
import { credentialsOf } from '../flags/open-world.ts';
import { printValue } from '../flags/plain-options.ts';
import { openSession } from '../flags/session.ts';
import type { Handler } from '../handler.ts';
import { withKeysMasked } from '../show/mask-keys.ts';
import { readGiven, throwProblem } from './read-given.ts';
import { checkText } from './sign-text.ts';

const form = 'give a raw HTTP request: request line, headers, an empty line, body';

/** The request in a file, and the scheme of its signature. Throws IdvError `media`. */
async function readCaptured(path: string, io: MediaIo): Promise<{ captured: Captured & { notices: string[] }; scheme: SignMethod }> {
  const { bytes, label } = await readGiven(path, '<file>', io);
  const read = readHttp(bytes);
  if ('problem' in read) return throwProblem('<file>', `${label}: ${read.problem}`, form);
  const scheme = schemeOfRequest(read.request);
  if (!scheme) return throwProblem('<file>', `${label}: it carries no signature that idv knows`, form);
  return { captured: read, scheme };
}

/** `idv sign check`: verifies a captured request with the user's secret. Nothing is sent. */
export const checkSigned: Handler = (invocation) =>
  withKeysMasked(invocation.runtime, async (runtime) => {
    const { captured, scheme } = await readCaptured(invocation.args[0] ?? '', mediaIo(runtime));
    const vendor = vendors.find(({ shapes }) => shapes.some(({ signMethod }) => signMethod === scheme));
    if (!vendor) throw new IdvError('internal', 'no vendor has this signature', { code: 'no-vendor' });
    const needs = { credentials: 'required', product: vendor.actions[0]?.product ?? '', sends: false } as const;
    const { session } = await openSession(vendor, { ...invocation, runtime }, needs, async () => ({ problems: [], value: undefined }));
    const credentials = credentialsOf(session);
    for (const notice of captured.notices) session.notice(notice);
    const found = checkSignature(captured, scheme, credentials, { nowMs: runtime.nowMs(), windowMs: vendor.clockWindowMs });
    const mask = maskForRequests(credentials, [captured.request]);
    const shown = { ...found, keyId: found.keyId === null ? null : shownKeyId(found.keyId) };
    const report = withCleanTexts(shown, (text) => plainText(withShortMasks(maskKeyLike(mask(text)))));
    await printValue(runtime, { schemaVersion: 1, ...report }, () => checkText(report), session);
    return report.valid ? 0 : exitCodeOfCategory('check');
  });
