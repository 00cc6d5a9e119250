import { readFile, stat } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { RawInput } from '../../../../src/app/input/raw-input.ts';
import { readInput } from '../../../../src/app/input/read-input.ts';
import { tencentActions } from '../../../../src/vendors/tencent/actions/list.ts';
import { smallBmp } from '../../../support/media-samples.ts';

const io = { readFile: (path: string) => readFile(path), stat, readStdin: () => readFile('fixtures/portrait.jpg') };

const photo = 'fixtures/portrait.jpg';
const clip = 'fixtures/selfie-3s.mp4';
const address = 'https://files.example/a%2Fb.jpg?sign=1';
const bmp = `data:image/bmp;base64,${smallBmp().toString('base64')}`;
/** Written like the URL in the vendor's sample of ApplyWebVerificationToken. */
const encodedAddress =
  'https%3A%2F%2Fsingapore-1257237511.cos.ap-singapore.myqcloud.com%2Ffaceid%2F%2Ftest.png%3Fq-sign-algorithm%3Dsha1%26q-sign-time%3D1637288206%3B1637291806';
const md5 = '5d41402abc4b2a76b9719d911017c592';

async function read(name: string, raw: RawInput) {
  const action = tencentActions.find((candidate) => candidate.name === name);
  if (!action) throw new Error(`no ${name}`);
  return readInput(action, raw, io, true);
}

const problemsOf = async (name: string, raw: RawInput): Promise<string[]> =>
  (await read(name, raw)).problems.map(({ flag, message, hint }) => `${flag} ${message} (${hint ?? ''})`);

const web = { RedirectURL: 'https://shop.example/done' };
const hongKong = { Nationality: 'HKG', CardType: 'ID_CARD' };
const uploaded = { ImageUrl: address, ImageMd5: md5, VideoUrl: address, VideoMd5: md5 };
const pair = { ImageBase64: photo, VideoBase64: clip };

describe('a good call', () => {
  it.each([
    ['GetFaceIdTokenIntl', {}, {}],
    ['GetFaceIdTokenIntl', { SecureLevel: 'light', RetryLimit: '3' }, { SecureLevel: '3', RetryLimit: 3 }],
    ['GetFaceIdTokenIntl', { ActionList: 'Nod,shake-head' }, { ActionList: 'nod,shake' }],
    ['ApplySdkVerificationToken', { CheckMode: 'liveness', SecurityLevel: 'action-light' }, { CheckMode: 3, SecurityLevel: 4 }],
    ['ApplySdkVerificationToken', { SelectedWarningCodes: 'copy,-9108' }, { SelectedWarningCodes: [-9102, -9108] }],
    ['ApplySdkVerificationToken', { IdCardType: 'passport' }, { IdCardType: 'MLIDPassport' }],
    ['ApplyWebVerificationBizTokenIntl', { ...web, 'Config.CheckMode': 'liveness' }, { Config: { CheckMode: 3 } }],
    [
      'ApplyWebVerificationBizTokenIntl',
      { ...web, Config: '{"CheckMode":1}', 'Config.IDCardType': 'hkidcard' },
      { Config: { CheckMode: 1, IDCardType: 'HKIDCard' } },
    ],
    [
      'ApplyWebVerificationBizTokenIntl',
      { ...web, 'Config.SelectedWarningCodes': 'copy,blur' },
      { Config: { SelectedWarningCodes: '-9102,-9108' } },
    ],
    [
      'ApplyWebVerificationBizTokenIntl',
      { ...web, 'Config.SecurityLevel': 'action-light-high', 'Config.ActionList': 'nod', 'Config.SelectedWarningCodes': '-9109' },
      { Config: { SecurityLevel: 5, ActionList: 'nod', SelectedWarningCodes: '-9109' } },
    ],
    ['ApplyWebVerificationBizTokenIntl', { RedirectURL: 'http://127.0.0.1:8080' }, { RedirectURL: 'http://127.0.0.1:8080' }],
    [
      'ApplyCardVerification',
      { Nationality: 'auto', CardType: 'passport', ImageUrlFront: address },
      { Nationality: 'AUTO', CardType: 'PASSPORT' },
    ],
    ['ApplyWebVerificationBizTokenIntl', { ...web, Extra: '🙂'.repeat(1000) }, { Extra: '🙂'.repeat(1000) }],
    ['ApplyLivenessToken', { SecureLevel: 'blink' }, { SecureLevel: '2' }],
    [
      'ApplyWebVerificationToken',
      { RedirectUrl: 'https://shop.example/done', CompareImageUrl: encodedAddress, CompareImageMd5: md5 },
      { CompareImageUrl: encodedAddress },
    ],
    ['GenerateReflectSequence', { DeviceDataUrl: encodedAddress, DeviceDataMd5: md5 }, { DeviceDataUrl: encodedAddress }],
    ['GenerateReflectSequence', { DeviceDataUrl: address, DeviceDataMd5: md5, SecurityLevel: '1' }, { SecurityLevel: '1' }],
    ['VideoLivenessCompare', uploaded, { LivenessType: 'SILENT' }],
    ['VideoLivenessCompare', { ...uploaded, LivenessType: 'lip', ValidateData: '1234' }, { LivenessType: 'LIP', ValidateData: '1234' }],
    ['VideoLivenessCompare', { ...uploaded, LivenessType: 'action', ValidateData: '2,1' }, { ValidateData: '2,1' }],
    ['LivenessCompare', { ...pair, Optional: '5' }, { Optional: '{"BestFrameNum":5}' }],
    ['LivenessCompare', { ImageUrl: address, VideoUrl: address, Optional: '{"BestFrameNum": 5}' }, { ImageUrl: address }],
    ['GetFaceIdResultIntl', { SdkToken: 'a-token' }, { SdkToken: 'a-token' }],
  ])('of %s with %j has no problems', async (name, raw, values) => {
    const input = await read(name, raw);
    expect(input.problems).toEqual([]);
    expect(input.values).toMatchObject(values);
  });

  it.each([
    ['DetectReflectLivenessAndCompare', { '--live-data': 'fixtures/selfie-3s.webm', '--image': photo }, ['LiveDataUrl', 'ImageUrl']],
    ['GenerateReflectSequence', { '--device-data': 'fixtures/README.md' }, ['DeviceDataUrl']],
    ['VideoLivenessCompare', { '--image': photo, '--video': clip }, ['ImageUrl', 'VideoUrl']],
    ['ApplyWebVerificationToken', { RedirectUrl: 'https://shop.example/done', '--compare-image': photo }, ['CompareImageUrl']],
  ])('of %s uploads local files', async (name, raw, urls) => {
    const input = await read(name, raw as RawInput);
    expect(input.problems).toEqual([]);
    expect(input.uploads.map(({ upload }) => upload.url)).toEqual(urls);
  });
});

describe('a refused call', () => {
  it.each([
    ['GetFaceIdTokenIntl', { CheckMode: 'compare' }, '--image is required with --check-mode compare'],
    ['GetFaceIdTokenIntl', { SecureLevel: '1', ActionList: 'nod' }, '--action-list asks for movements, but --secure-level 1 has none'],
    ['GetFaceIdTokenIntl', { ActionList: 'nod,blink,mouth' }, '--action-list has 3 values'],
    ['GetFaceIdTokenIntl', { RetryLimit: '6' }, 'from 1 to 5'],
    ['GetFaceIdTokenIntl', { SecureLevel: '5' }, 'one of silent (1), action (2), light (3), action-light (4)'],
    ['ApplySdkVerificationToken', { CheckMode: '2' }, '--compare-image is required with --check-mode compare'],
    ['ApplySdkVerificationToken', { SecurityLevel: 'light', ActionList: 'blink' }, 'but --security-level 3 has none'],
    ['ApplySdkVerificationToken', { Extra: 'x'.repeat(1025) }, '--extra has 1025 characters (give at most 1024)'],
    ['ApplyWebVerificationBizTokenIntl', { ...web, Extra: 'x'.repeat(1001) }, 'at most 1000'],
    ['ApplyWebVerificationBizTokenIntl', { ...web, Extra: '🙂'.repeat(1001) }, '--extra has 1001 characters'],
    ['ApplyWebVerificationBizTokenIntl', {}, '--redirect-url is required'],
    ['ApplyWebVerificationBizTokenIntl', { RedirectURL: 'shop.example/done' }, '--redirect-url does not have the right form'],
    ['ApplyWebVerificationBizTokenIntl', { RedirectURL: 'javascript:alert(1)' }, 'with http:// or https://'],
    ['ApplyWebVerificationBizTokenIntl', { ...web, 'Config.ActionList': 'nod' }, 'but --config.security-level 3 has none'],
    ['ApplyWebVerificationBizTokenIntl', { ...web, 'Config.LivenessTimeout': '601' }, 'from 1 to 600'],
    ['ApplyWebVerificationBizTokenIntl', { ...web, 'Config.LivenessTimeout': '0' }, 'from 1 to 600'],
    ['ApplyWebVerificationBizTokenIntl', { ...web, 'Config.SecurityLevel': '6' }, 'action-light-high (5)'],
    ['ApplyCardVerification', hongKong, '--image-front is required, unless --image-url-front is given'],
    ['ApplyCardVerification', { ...hongKong, ImageBase64Front: photo }, '--image-back is required, unless --image-url-back is given'],
    [
      'ApplyCardVerification',
      { ...hongKong, CardType: 'PASSPORT', ImageUrlFront: photo },
      '--image-url-front does not have the right form',
    ],
    [
      'ApplyCardVerification',
      { ...hongKong, CardType: 'visa', ImageUrlFront: address },
      'id-card (ID_CARD), PASSPORT, driving-license (DRIVING_LICENSE), AUTO',
    ],
    ['DetectReflectLivenessAndCompare', { '--image': photo }, '--live-data-url is required'],
    [
      'DetectReflectLivenessAndCompare',
      { LiveDataUrl: address, LiveDataMd5: 'abc', '--image': photo },
      '--live-data-md5 does not have the right form',
    ],
    ['DetectReflectLivenessAndCompare', { LiveDataUrl: photo, LiveDataMd5: md5, '--image': photo }, 'for a local file use --live-data'],
    ['VideoLivenessCompare', { '--image': photo, '--video': 'fixtures/selfie-1s.mp4' }, '--video the video lasts'],
    [
      'VideoLivenessCompare',
      { ...uploaded, LivenessType: 'action' },
      '--actions is required with --liveness action (say what the person does in the clip, for example --actions 2,1)',
    ],
    ['VideoLivenessCompare', { ...uploaded, LivenessType: 'lip' }, '--actions must be the four spoken digits'],
    ['VideoLivenessCompare', { ...uploaded, ValidateData: '1,2' }, 'is not allowed with --liveness silent'],
    ['VideoLivenessCompare', { ...uploaded, LivenessType: 'action', ValidateData: '1234' }, 'has four digits'],
    ['VideoLivenessCompare', { ...uploaded, LivenessType: 'action', ValidateData: '3' }, 'does not have the right form'],
    ['LivenessCompare', { VideoBase64: clip }, '--image is required, unless --image-url is given'],
    ['LivenessCompare', { ...pair, Optional: '11' }, "--best-frames '"],
    ['LivenessCompare', { ...pair, Optional: '{"BestFrameNum":1}' }, 'outside 2 to 10'],
    ['LivenessCompare', { ...pair, Optional: '{BestFrameNum}' }, 'is not JSON'],
    ['GetFaceIdResultIntl', { SdkToken: 'two words' }, '--sdk-token does not have the right form'],
    ['GetSdkVerificationResult', {}, 'give it after idv sdk result'],
    ['CreateUploadUrl', { TargetAction: 'not an action' }, '--target-action does not have the right form'],
  ])('of %s with %j has the problem: %s', async (name, raw, message) => {
    const problems = await problemsOf(name, raw as RawInput);
    expect(problems).toContainEqual(expect.stringContaining(message));
  });

  it('shows no part of a token that it refuses', async () => {
    const problems = await problemsOf('GetFaceIdResultIntl', { SdkToken: 'Zq8xV w1LkB' });
    expect(problems).toHaveLength(1);
    expect(problems.join()).not.toMatch(/Zq8|w1L/i);
  });
});

describe('the notices of a call', () => {
  it.each([
    ['GetFaceIdTokenIntl', { Image: photo }, 'the photo will not be compared'],
    ['ApplySdkVerificationToken', { IdCardType: 'MacaoIDCard' }, 'not in the service’s current list'],
    ['ApplySdkVerificationToken', { IdCardType: 'MarsIDCard' }, 'sent anyway'],
    ['ApplySdkVerificationToken', { CheckMode: '3', IdCardType: 'HK' }, 'has no effect'],
    [
      'ApplySdkVerificationToken',
      { NeedVerifyIdCard: true },
      '--need-verify-id-card: the vendor no longer uses NeedVerifyIdCard (retired 2024-05); sent anyway',
    ],
    ['ApplySdkVerificationToken', { NeedVerifyIdCard: false }, 'no longer uses NeedVerifyIdCard'],
    ['ApplySdkVerificationToken', { CompareImage: photo }, 'the photo has no effect'],
    ['ApplySdkVerificationToken', { CheckMode: '1', CompareImage: photo }, 'the photo has no effect'],
    ['ApplySdkVerificationToken', { CheckMode: 'liveness', CompareImage: photo }, 'the photo has no effect'],
    ['ApplyWebVerificationBizTokenIntl', web, 'no --compare-image'],
    ['ApplyWebVerificationBizTokenIntl', { ...web, 'Config.CheckMode': '2' }, 'no --compare-image'],
    // The default of the manual, which was misprinted when the manual was converted.
    ['ApplyWebVerificationBizTokenIntl', { ...web, 'Config.ThemeColor': '#2d72+1' }, '--config.theme-color is not a hex code'],
    [
      'ApplyCardVerification',
      { ...hongKong, CardType: 'PASSPORT', ImageBase64Front: photo, ImageUrlFront: address },
      '--image-front has no effect: the service uses only --image-url-front',
    ],
    [
      'ApplyCardVerification',
      { ...hongKong, ImageUrlFront: address, ImageBase64Back: photo, ImageUrlBack: address },
      '--image-back has no effect: the service uses only --image-url-back',
    ],
    ['LivenessCompare', { ...pair, ImageUrl: address }, '--image-url has no effect: the service uses only --image'],
    ['LivenessCompare', { ...pair, VideoUrl: address }, '--video-url has no effect: the service uses only --video'],
    ['GetFaceIdTokenIntl', { CheckMode: 'compare', Image: bmp }, '--image: the content is BMP; the vendor does not document'],
    ['ApplyWebVerificationBizTokenIntl', { ...web, 'Config.CheckMode': '3', CompareImageBase64: photo }, 'will not be compared'],
    ['ApplyCardVerification', { Nationality: 'PER', CardType: 'PASSPORT', ImageUrlFront: address }, "'PER' is not a value that idv knows"],
    ['ApplyCardVerification', { Nationality: 'IDN', CardType: 'ID_CARD', ImageBase64Front: photo }, 'retired by the vendor on 2026-03-09'],
    ['LivenessCompare', pair, 'closed'],
  ])('of %s with %j contain: %s', async (name, raw, notice) => {
    const input = await read(name, raw as RawInput);
    expect(input.problems).toEqual([]);
    expect(input.notices).toContainEqual(expect.stringContaining(notice));
  });

  it.each([
    ['GetFaceIdTokenIntl', { CheckMode: 'compare', Image: photo }],
    ['ApplyWebVerificationBizTokenIntl', { ...web, CompareImageBase64: photo }],
    ['ApplyWebVerificationBizTokenIntl', { ...web, RuleId: '7' }],
    ['ApplyWebVerificationBizTokenIntl', { ...web, 'Config.CheckMode': '4' }],
    ['ApplyWebVerificationBizTokenIntl', { ...web, CompareImageBase64: photo, 'Config.ThemeColor': '#2D72F1' }],
    ['ApplyWebVerificationBizTokenIntl', { ...web, CompareImageBase64: photo, 'Config.ThemeColor': '#fff' }],
    ['ApplySdkVerificationToken', { IdCardType: 'HK' }],
    ['ApplySdkVerificationToken', { CheckMode: 'compare', CompareImage: photo }],
  ])('of %s with %j are empty', async (name, raw) => expect((await read(name, raw as RawInput)).notices).toEqual([]));
});

describe('the size limit of media', () => {
  const limit = (name: string, param: string): number => {
    const found = tencentActions.find((action) => action.name === name)?.params.find((candidate) => candidate.name === param);
    return found && 'media' in found ? (found.media.maxBase64Bytes ?? Number.NaN) / 2 ** 20 : Number.NaN;
  };

  it.each([
    ['CompareFaceLiveness', 'ImageBase64', 3],
    ['CompareFaceLiveness', 'VideoBase64', 8],
    ['LivenessCompare', 'ImageBase64', 3],
    ['LivenessCompare', 'VideoBase64', 8],
    ['ApplyWebVerificationBizTokenIntl', 'CompareImageBase64', 8],
    ['ApplyCardVerification', 'ImageBase64Back', 5],
    ['GetFaceIdTokenIntl', 'Image', 10],
    ['ApplySdkVerificationToken', 'CompareImage', 10],
  ])('of %s.%s is %i MiB of base64', (name, param, mebibytes) => expect(limit(name, param)).toBe(mebibytes));
});
