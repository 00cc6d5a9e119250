import { describe, expect, it } from 'vitest';
import { greyImage } from '../../../src/sandbox/files/sample-files.ts';
import type { RequestHandler } from '../../../src/sandbox/handler.ts';
import { withJpegComment } from '../../support/media-samples.ts';
import { rpcRequest, saidBy } from '../../support/sandbox-aliyun-requests.ts';
import { detect, uploaded } from '../../support/sandbox-aliyun-uploads.ts';
import { setClock } from '../../support/sandbox-calls.ts';
import { handler, port } from '../../support/sandbox-requests.ts';

describe('a URL given to an action', () => {
  const codeTo = async (url: string, handle?: RequestHandler) => saidBy(await (handle ?? (await handler()))(detect(url)))[1];

  it.each([
    [`http://127.0.0.1:${port}/sandbox-bucket/upload/facebody/never`, 'InvalidFile.Download'],
    [`http://127.0.0.1:${port}/elsewhere`, 'InvalidFile.Download'],
    [`http://127.0.0.1:${port + 1}/sandbox-bucket/upload/facebody/never`, 'InvalidImage.Region'],
    [`https://127.0.0.1:${port}/sandbox-bucket/upload/facebody/never`, 'InvalidImage.Region'],
    ['http://localhost/sandbox-bucket/upload/facebody/never', 'InvalidImage.Region'],
    ['https://pictures.example/a.jpg', 'InvalidImage.Region'],
    ['https://a.oss-cn-hangzhou.aliyuncs.com/a.jpg', 'InvalidImage.Region'],
    ['https://oss-cn-shanghai.aliyuncs.com.example/a.jpg', 'InvalidImage.Region'],
    ['https://a.oss-cn-shanghai.aliyuncs.com/a.jpg?Expires=1', undefined],
    ['http://[/a', 'IllegalUrlParameter'],
  ])('gets for %s the code %s', async (url, code) => expect(await codeTo(url)).toBe(code));

  it('leads to a file that is checked like a file in the call', async () => {
    const handle = await handler();
    expect(await codeTo(await uploaded(handle, Buffer.from('not an image')), handle)).toBe('InvalidFile.Content');
    const compare = async (url: string) => {
      const params = { ImageURLA: url, ImageDataB: greyImage().toString('base64') };
      return saidBy(await handle(rpcRequest({ action: 'CompareFace', params })))[1];
    };
    expect(await compare(await uploaded(handle, Buffer.from('GIF89a')))).toBe('InvalidFile.Content');
    expect(await compare(await uploaded(handle))).toBeUndefined();
  });

  it('can lead to a file with a mark, also inside a list', async () => {
    const handle = await handler();
    const url = await uploaded(handle, withJpegComment(greyImage(), 'idv:Forbidden.RAM'));
    expect(await codeTo(url, handle)).toBe('Forbidden.RAM');
    const params = { 'Tasks.1.ImageURL': 'https://a.oss-cn-shanghai.aliyuncs.com/1.jpg', 'Tasks.2.ImageURL': url };
    expect(saidBy(await handle(rpcRequest({ action: 'DetectLivingFace', params })))).toEqual([403, 'Forbidden.RAM']);
  });

  it('leads to an uploaded file only if it is exactly the URL of that file', async () => {
    const handle = await handler();
    const url = await uploaded(handle);
    expect(await codeTo(url.replace(`:${port}`, `:${port + 1}`), handle)).toBe('InvalidImage.Region');
    expect(await codeTo(url, handle)).toBeUndefined();
  });

  it('expires with its file', async () => {
    const handle = await handler();
    const url = await uploaded(handle);
    await setClock(handle, 7200);
    expect(await codeTo(url, handle)).toBe('InvalidFile.Download');
  });
});
