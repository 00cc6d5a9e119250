import type { Media } from '../../src/core/http.ts';
import { greyImage } from '../../src/sandbox/files/sample-files.ts';
import type { RequestHandler } from '../../src/sandbox/handler.ts';
import type { ReceivedRequest } from '../../src/sandbox/wire/received-request.ts';
import { aliyun } from '../../src/vendors/aliyun/vendor.ts';
import { answerOf, rpcRequest } from './sandbox-aliyun-requests.ts';
import { plainRequest } from './sandbox-calls.ts';

/** Uploads an image to the sandbox's object storage, and gives its URL to an action. */

export const grant = async (handle: RequestHandler, product = 'facebody') =>
  answerOf(await handle(rpcRequest({ action: 'AuthorizeFileUpload', params: { Product: product } })));

export const media = (bytes: Buffer): Media => ({ bytes, mediaType: 'image/jpeg' });

/** The upload as our own client orders it. */
export function orderOf(granted: Record<string, unknown>, bytes = greyImage()): { request: ReceivedRequest; url: string } {
  const order = aliyun.uploads?.destinationOf(granted, media(bytes));
  if (!order) throw new Error('the grant was not taken');
  const { headers, body, method, url } = order.request;
  return { request: plainRequest(method, url, body, [['Content-Type', headers['Content-Type'] ?? '']]), url: order.resourceUrl };
}

export async function uploaded(handle: RequestHandler, bytes = greyImage()): Promise<string> {
  const { request, url } = orderOf(await grant(handle), bytes);
  const { status } = await handle(request);
  if (status !== 201) throw new Error(`the store answered ${status}`);
  return url;
}

export const detect = (url: string) => rpcRequest({ action: 'DetectFace', params: { ImageURL: url } });
