import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isoTime } from '../../../src/core/text/iso-time.ts';
import { tencentUploads } from '../../../src/vendors/tencent/upload-scheme.ts';

it('isoTime returns the time in ISO 8601, or undefined for a value that is not a time', () => {
  expect(isoTime(1_767_323_045_000)).toBe('2026-01-02T03:04:05.000Z');
  for (const none of [Number.NaN, Infinity, 9007199254740991 * 1000, '1767323045000', null, undefined, {}])
    expect(isoTime(none)).toBeUndefined();
  fc.assert(
    fc.property(
      fc.double(),
      (milliseconds) => Date.parse(isoTime(milliseconds) ?? '') === Math.trunc(milliseconds) || isoTime(milliseconds) === undefined,
    ),
  );
});

it.each([9007199254740991, 1e300, -1e300, '1', null, {}, [1]])(
  'an upload grant that expires at the impossible time %j still gives an upload, without an expiry',
  (ExpiredTimestamp) => {
    const grant = {
      UploadUrl: 'https://bucket.cos.ap-singapore.myqcloud.com/a',
      ResourceUrl: 'https://bucket.cos.ap-singapore.myqcloud.com/a',
      ExpiredTimestamp,
    };
    expect(tencentUploads.destinationOf(grant, { bytes: Buffer.from('clip'), mediaType: 'video/mp4' })?.expiresAt).toBeNull();
  },
);
