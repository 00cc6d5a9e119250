import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Action, Upload } from '../../../src/core/declare/action.ts';
import { createUploadStore } from '../../../src/sandbox/files/upload-store.ts';
import { followUploadUrls } from '../../../src/sandbox/tencent/follow-urls.ts';
import { objectPath, presign } from '../../../src/sandbox/tencent/object-storage.ts';
import { fixture } from '../../support/media-samples.ts';
import { madeUpAction } from '../../support/sandbox-actions.ts';

const nowMs = 1_700_000_000_000;
const bytes = fixture('portrait.jpg');
const md5 = createHash('md5').update(bytes).digest('hex');
const upload: Upload = { flag: 'photo', help: 'an image', url: 'PhotoUrl' };

function check(declared: Upload, values: Record<string, unknown>) {
  const uploads = createUploadStore();
  const path = objectPath('faceid', 'JudgeCard', 'a-request');
  uploads.put(path, bytes, nowMs);
  const action: Action = { ...madeUpAction, uploads: [declared] };
  const PhotoUrl = `http://127.0.0.1${presign('GET', path, nowMs / 1000)}`;
  return followUploadUrls({ action, values: { PhotoUrl, ...values }, media: new Map() }, uploads, nowMs);
}

describe('a file that a URL leads to', () => {
  it('is accepted without an MD5 if the action has none', () => {
    expect(check(upload, {})).toEqual({ media: new Map([['PhotoUrl', { bytes, mediaType: 'image/jpeg' }]]) });
  });

  it('is accepted with its MD5, also in capitals', () => {
    for (const PhotoMd5 of [md5, md5.toUpperCase()]) expect(check({ ...upload, md5: 'PhotoMd5' }, { PhotoMd5 })).toHaveProperty('media');
  });

  it.each([{}, { PhotoMd5: '0'.repeat(32) }, { PhotoMd5: 7 }])('is refused with another MD5: %o', (values) => {
    expect(check({ ...upload, md5: 'PhotoMd5' }, values)).toMatchObject({
      refusal: { message: '`PhotoMd5` is not the MD5 of the file at `PhotoUrl`' },
    });
  });
});
