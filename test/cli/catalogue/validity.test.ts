import { describe, expect, it } from 'vitest';
import { lifetimeInWords, validityOf } from '../../../src/cli/catalogue/validity.ts';
import { allActions } from '../../../src/vendors/catalogue.ts';
import { actionNamed } from '../../support/sandbox-calls.ts';

const minutes = (count: number): number => count * 60;
const hours = (count: number): number => minutes(count * 60);
const days = (count: number): number => hours(count * 24);

/** From the vendors' pages and SDKs. If the manual of May 2024 differs, its figure is listed too. */
const sdkToken = (result: number): [string, number][] => [
  ['SdkToken, for one verification', minutes(10)],
  ['the result, after the token was issued', result],
];
const files = (what: string): [string, number] => [what, minutes(10)];
const faceId: [string, number][] = [...sdkToken(days(3)), ['the result, according to the manual of May 2024', hours(2)]];
const eKyc: [string, number][] = [...sdkToken(days(3)), ['SdkToken, according to the manual of May 2024', hours(2)]];
const page = (token: number): [string, number][] => [
  ['BizToken, for one verification', token],
  ['the result, after the token was issued', days(3)],
];
const web: [string, number][] = [...page(minutes(10)), ['BizToken, according to the vendor’s SDK of May 2024', hours(2)]];

const expected: Readonly<Record<string, [string, number][]>> = {
  GetFaceIdTokenIntl: faceId,
  GetFaceIdResultIntl: faceId,
  ApplySdkVerificationToken: eKyc,
  GetSdkVerificationResult: [...eKyc, files('URLs of files (Url)')],
  ApplyWebVerificationBizTokenIntl: web,
  GetWebVerificationResultIntl: web,
  ApplyLivenessToken: sdkToken(hours(2)),
  GetLivenessResult: [...sdkToken(hours(2)), files('URLs of files (Url)')],
  ApplyWebVerificationToken: page(hours(2)),
  GetWebVerificationResult: [...page(hours(2)), files('URLs of files (VideoBestFrameUrl, VideoUrl)')],
  DetectReflectLivenessAndCompare: [['BestFrameUrl, and the image at that URL', hours(2)]],
  Initialize: [['the result, after the token was issued', days(30)]],
  CheckResult: [['the result, after the token was issued', days(30)]],
  CreateUploadUrl: [['both URLs, in the vendor’s example; ExpiredTimestamp has the exact time', hours(2)]],
  GetAsyncJobResult: [['files named in Result', minutes(30)]],
};

describe('how long tokens, results and files are valid', () => {
  it.each(allActions.map(({ name }) => name))('is as the vendor says for %s', (name) => {
    const said = validityOf(actionNamed(name), allActions).map(({ what, seconds }) => [what, seconds]);
    expect(said).toEqual(expected[name] ?? []);
  });

  it.each([
    [1, '1 second'],
    [90, '90 seconds'],
    [60, '1 minute'],
    [600, '10 minutes'],
    [3600, '1 hour'],
    [7200, '2 hours'],
    [86400, '1 day'],
    [259200, '3 days'],
    [90000, '25 hours'],
  ])('%i s are shown as %s', (seconds, spoken) => expect(lifetimeInWords(seconds)).toBe(spoken));
});
