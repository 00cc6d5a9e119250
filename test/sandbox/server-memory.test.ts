import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BodyValue, type Media, mediaNote } from '../../src/core/http.ts';
import { greyImage } from '../../src/sandbox/files/sample-files.ts';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/server.ts';
import { goodValues, nowMs, received } from '../support/sandbox-requests.ts';

/** The memory of a request is used again for later requests. Nothing of one request may appear in what is kept of another. */

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, rateLimit: false, nowMs: () => nowMs, uuid: randomUUID });
});
afterAll(() => sandbox.close());

/** A different picture for each seed, with bytes after its end. */
const picture = (seed: number): Media => ({
  bytes: Buffer.concat([greyImage(), Buffer.alloc(90_000 + seed * 5000, seed + 1)]),
  mediaType: 'image/jpeg',
});

async function call(action: string, values: Record<string, BodyValue>): Promise<Record<string, unknown>> {
  const request = received({ action, values, host: `127.0.0.1:${sandbox.port}` });
  const headers = request.headers.filter(([name]) => name !== 'Host').map(([name, value]): [string, string] => [name, value]);
  const reply = await fetch(sandbox.url, { method: 'POST', headers, body: new Uint8Array(request.body) });
  return ((await reply.json()) as { Response: Record<string, unknown> }).Response;
}

const compare = (image: Media, values = {}): Promise<Record<string, unknown>> =>
  call('CompareFaceLiveness', { ...goodValues(), ImageBase64: image, ...values });

interface Journal {
  requests: { requestId: string; params: Record<string, unknown> }[];
}

const journal = async (): Promise<Journal['requests']> =>
  ((await (await fetch(`${sandbox.url}/_sandbox/requests`)).json()) as Journal).requests;

it('simultaneous and later requests each have the digest of their own picture in the journal', async () => {
  const pictures = Array.from({ length: 12 }, (_none, seed) => picture(seed));
  const sent = [];
  for (let round = 0; round < 4; round += 1) sent.push(...(await Promise.all(pictures.map((image) => compare(image)))));
  expect(sent.every(({ Result }) => Result === 'Success')).toBe(true);
  const notes = new Map((await journal()).map(({ requestId, params }) => [requestId, params.ImageBase64]));
  expect(sent.map(({ RequestId }) => notes.get(String(RequestId)))).toEqual(
    sent.map((_answer, index) => mediaNote(pictures[index % pictures.length] as Media)),
  );
});

it('a client that breaks off leaves nothing in the next request', async () => {
  const head = `POST / HTTP/1.1\r\nHost: 127.0.0.1:${sandbox.port}\r\nContent-Length: 130000\r\n\r\n`;
  await new Promise<void>((resolve) => {
    const socket = connect(sandbox.port, '127.0.0.1', () => socket.write(head + 'x'.repeat(100_000), () => socket.destroy()));
    socket.once('close', () => resolve());
  });
  const image = picture(1);
  const { RequestId } = await compare(image);
  expect((await journal()).find(({ requestId }) => requestId === RequestId)?.params.ImageBase64).toBe(mediaNote(image));
});

it('the journal shows only the length of the text in a refused request', async () => {
  const image = picture(2);
  const { RequestId, Error: refused } = await compare(image, { Stray: 1 });
  expect(refused).toMatchObject({ Code: 'UnknownParameter' });
  const entry = (await journal()).find(({ requestId }) => requestId === RequestId);
  expect(entry?.params.ImageBase64).toBe(`<String, ${image.bytes.toString('base64').length} characters>`);
});

it('an upload does not change while other requests arrive', async () => {
  const { UploadUrl, ResourceUrl } = await call('CreateUploadUrl', { TargetAction: 'VideoLivenessCompare' });
  const bytes = picture(4).bytes;
  await fetch(String(UploadUrl), { method: 'PUT', body: new Uint8Array(bytes), headers: { 'Content-Type': 'image/jpeg' } });
  await Promise.all([5, 6, 7, 8].map((seed) => compare(picture(seed))));
  const got = Buffer.from(await (await fetch(String(ResourceUrl))).arrayBuffer());
  expect(got.equals(bytes)).toBe(true);
});
