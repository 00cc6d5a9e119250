import { callOf } from '../../app/call/plan.ts';
import { uploadFile } from '../../app/call/uploads.ts';
import { mediaIo } from '../../app/input/read-value.ts';
import { IdvError, type Problem } from '../../core/errors.ts';
import type { Media } from '../../core/http.ts';
import { plainText } from '../../core/text/printable.ts';
import { loadMedia } from '../../media/read/load.ts';
import { vendors } from '../../vendors/registry.ts';
import { expectProblems, thresholdProblems } from '../action/flag-problems.ts';
import { showPlan } from '../action/show-plan.ts';
import { noteRegion, withWorld } from '../flags/open-world.ts';
import { printValue } from '../flags/plain-options.ts';
import { openSession } from '../flags/session.ts';
import { mediaLine } from '../flags/verbose.ts';
import type { Handler } from '../handler.ts';

/** `idv upload file`: gets an upload URL, uploads the file, and prints the values for the next action. */
export const runUploadFile: Handler = async (invocation) => {
  const { runtime, options: raw, args, insteadOfSending } = invocation;
  const [path = ''] = args;
  // The vendor whose action is in the same group: `idv upload url`.
  const vendor = vendors.find(({ uploads }) => uploads?.grant.command[0] === 'upload');
  const grant = vendor?.uploads?.grant;
  if (!grant) throw new IdvError('internal', 'no vendor takes uploads', { code: 'no-uploads' });
  const target = { name: String(raw.targetAction), product: grant.product };
  const { session, value: media } = await openSession<Media | undefined>(
    vendor,
    invocation,
    { credentials: insteadOfSending ? 'optional' : 'required', product: grant.product, docsUrl: grant.docsUrl },
    async (globals) => {
      const loaded = await loadMedia(path, mediaIo(runtime, globals.verbose || globals.debug ? mediaLine : undefined));
      const problems: Problem[] = 'problem' in loaded ? [{ category: 'media', flag: '<path>', ...loaded.problem }] : [];
      problems.push(...thresholdProblems(grant, globals.threshold), ...expectProblems(grant, globals.expect));
      return { problems, value: 'problem' in loaded ? undefined : { bytes: loaded.bytes, mediaType: loaded.probe.mediaType } };
    },
  );
  if (!media) throw new IdvError('internal', 'there is nothing to upload', { code: 'no-media' });
  const wanted = callOf(grant, { TargetAction: String(raw.targetAction) });
  noteRegion(session, grant);
  if (session.options.dryRun || insteadOfSending) return (insteadOfSending ?? showPlan)(session, wanted);
  const { file, granted } = await withWorld(session, (world) => uploadFile(target, media, world));
  const result = { schemaVersion: 1, ...file, mediaType: media.mediaType, requestId: granted.answer.requestId ?? null };
  const text = (): string =>
    `url    ${plainText(file.resourceUrl)}\nmd5    ${file.md5}\nbytes  ${file.bytes}\nuntil  ${file.expiresAt ?? 'not said'}\n`;
  await printValue(runtime, result, text, session);
  return 0;
};
