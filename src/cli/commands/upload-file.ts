import { requestFor } from '../../app/target.ts';
import type { Media } from '../../core/body.ts';
import { IdvError, type Problem } from '../../core/errors.ts';
import { plainText } from '../../core/printable.ts';
import { loadMedia } from '../../media/load.ts';
import { requireProvider } from '../../providers/registry.ts';
import { upload } from '../flow.ts';
import { query, structured, toPlain } from '../format.ts';
import type { Handler } from '../handler.ts';
import { noteRegion, withLine } from '../line.ts';
import { mediaIo } from '../media-io.ts';
import { showPlan } from '../run-call.ts';
import { openSession } from '../session.ts';

/** `idv upload file`: makes the address, puts the file there, and prints what the next action wants to hear. */
export const uploadFile: Handler = async ({ runtime, options: raw, args }) => {
  const [path = ''] = args;
  const provider = requireProvider('tencent');
  const grant = provider.uploads?.grant;
  if (!grant) throw new IdvError('internal', 'no provider takes uploads', { code: 'no-uploads' });
  const target = { name: String(raw.targetAction), product: grant.product };
  const { session, value: media } = await openSession<Media | undefined>(
    provider,
    raw,
    runtime,
    { credentials: 'required', product: grant.product },
    async (globals) => {
      const loaded = await loadMedia(path, mediaIo(runtime, globals));
      const problems: Problem[] = 'problem' in loaded ? [{ category: 'media', flag: '<path>', ...loaded.problem }] : [];
      return { problems, value: 'problem' in loaded ? undefined : { bytes: loaded.bytes, mediaType: loaded.probe.mediaType } };
    },
  );
  if (!media) throw new IdvError('internal', 'there is nothing to upload', { code: 'no-media' });
  const asked = requestFor(grant, { TargetAction: String(raw.targetAction) });
  noteRegion(session, asked);
  if (session.options.dryRun) return showPlan(session, asked);
  const { file, made } = await withLine(session, (line) => upload(line, target, media));
  const result = { schemaVersion: 1, ...file, mediaType: media.mediaType, requestId: made.answer.requestId ?? null };
  const { output, options } = session;
  const value = options.query === undefined ? result : await query(result, options.query);
  if (output !== 'text') runtime.stdout.write(await structured(value, output));
  else if (options.query !== undefined) runtime.stdout.write(toPlain(value, runtime.stdout.isTTY));
  else
    runtime.stdout.write(
      `url    ${plainText(file.resourceUrl)}\nmd5    ${file.md5}\nbytes  ${file.bytes}\nuntil  ${file.expiresAt ?? 'not said'}\n`,
    );
  return 0;
};
