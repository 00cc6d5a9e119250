import { describe, expect, it } from 'vitest';
import { probe } from '../../../src/media/probe.ts';
import { actionNamed, call, choose, goodCall, md5, plainRequest, setClock } from '../../support/sandbox-calls.ts';
import { handler } from '../../support/sandbox-requests.ts';

interface FileInfo {
  Url: string;
  MD5: string;
  Size: number;
}

async function comparison(outcome?: string) {
  const handle = await handler();
  const action = actionNamed('GetSdkVerificationResult');
  const values = await goodCall(handle, action);
  await setClock(handle, 60);
  if (outcome !== undefined) await choose(handle, outcome);
  const answer = await call(handle, action.name, values);
  const [compared] = answer.CompareResults as Record<string, FileInfo>[];
  const [card] = answer.CardVerifyResults as Record<string, FileInfo>[];
  return { handle, files: { ...compared, ...card } as Record<string, FileInfo> };
}

describe('the files of a result', () => {
  it.each([
    ['BestFrame', 'image/jpeg'],
    ['LiveVideo', 'video/x-flv'],
    ['CardImage', 'image/jpeg'],
    ['CardInfoOcrJson', 'application/json'],
    ['LiveData', 'application/octet-stream'],
  ])('%s has the size and MD5 that the answer gives', async (name, mediaType) => {
    const { handle, files } = await comparison();
    const file = files[name];
    const { status, headers, body } = await handle(plainRequest('GET', file?.Url ?? ''));
    expect([status, headers['Content-Type'], body.length, md5(body)]).toEqual([200, mediaType, file?.Size, file?.MD5]);
    if (mediaType.startsWith('image') || mediaType.startsWith('video')) expect(probe(body)).toMatchObject({ mediaType, faults: [] });
  });

  it('are served by any sandbox, for ten minutes', async () => {
    const { files } = await comparison();
    const other = await handler();
    const request = plainRequest('GET', files.BestFrame?.Url ?? '');
    await setClock(other, 659);
    expect((await other(request)).status).toBe(200);
    await setClock(other, 660);
    expect((await other(request)).status).toBe(403);
  });

  it.each([
    ['another file', (url: string) => url.replace('image.jpg', 'data.bin')],
    ['a longer lifetime', (url: string) => url.replace(/expires=\d+/, 'expires=99999999999')],
    ['no signature', (url: string) => url.replace(/\?.*/, '')],
    ['a file that does not exist', (url: string) => url.replace('image.jpg', 'other.jpg')],
  ])('are not served for %s', async (_name, change) => {
    const { handle, files } = await comparison();
    expect((await handle(plainRequest('GET', change(files.BestFrame?.Url ?? '')))).status).toBe(403);
  });

  it('can only be read', async () => {
    const { handle, files } = await comparison();
    expect((await handle(plainRequest('PUT', files.BestFrame?.Url ?? ''))).status).toBe(405);
  });
});

describe('a fault of a file', () => {
  const fetchUnder = async (outcome: string) => {
    const { handle, files } = await comparison(outcome);
    const file = files.BestFrame;
    return { file, reply: await handle(plainRequest('GET', file?.Url ?? '')) };
  };

  it('file-truncated: the file is half as long as the answer says', async () => {
    const { file, reply } = await fetchUnder('fault:file-truncated');
    expect([reply.status, reply.body.length]).toEqual([200, Math.floor((file?.Size ?? 0) / 2)]);
  });

  it('file-wrong-md5: the file is as long as the answer says, with another content', async () => {
    const { file, reply } = await fetchUnder('fault:file-wrong-md5');
    expect([reply.status, reply.body.length]).toEqual([200, file?.Size]);
    expect(md5(reply.body)).not.toBe(file?.MD5);
  });

  it('file-403: the file is refused with 403', async () => expect((await fetchUnder('fault:file-403')).reply.status).toBe(403));

  it('is refused by an action without files', async () => {
    const handle = await handler({ outcome: 'fault:file-403' });
    const answer = await call(handle, 'CompareFaceLiveness', await goodCall(await handler(), actionNamed('CompareFaceLiveness')));
    expect(answer.Error).toMatchObject({ Code: 'InvalidParameterValue', Message: expect.stringContaining('does not fit') });
  });
});

it('a URL with its MD5 in another field also leads to a hosted file', async () => {
  const handle = await handler();
  const action = actionNamed('GenerateReflectSequence');
  const { ReflectSequenceUrl, ReflectSequenceMd5 } = await call(handle, action.name, await goodCall(handle, action));
  const { body } = await handle(plainRequest('GET', String(ReflectSequenceUrl)));
  expect(md5(body)).toBe(ReflectSequenceMd5);
});
