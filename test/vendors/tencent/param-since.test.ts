import { expect, it } from 'vitest';
import { placesOf, withMembers } from '../../../src/core/declare/params.ts';
import { tencentActions } from '../../../src/vendors/tencent/actions/list.ts';
import { sdkComments } from '../../support/sdk-comments.ts';

/** The month in which each parameter was added, from the vendor's history of the API: https://www.tencentcloud.com/document/product/1061/38950 */
const months: Readonly<Record<string, string>> = {
  'GetFaceIdTokenIntl.ActionList': '2024-11',
  'GetFaceIdTokenIntl.SdkVersion': '2025-08',
  'GetFaceIdTokenIntl.RetryLimit': '2026-05',
  'ApplySdkVerificationToken.ActionList': '2024-11',
  'ApplySdkVerificationToken.SdkVersion': '2025-08',
  'ApplySdkVerificationToken.SelectedWarningCodes': '2025-09',
  'ApplySdkVerificationToken.AllowExpiredDocument': '2025-11',
  'ApplySdkVerificationToken.SkipResultPage': '2026-04',
  'ApplySdkVerificationToken.RetryLimit': '2026-05',
  'ApplySdkVerificationToken.MetaData': '2026-07',
  'ApplySdkVerificationToken.SkipLaunchPage': '2026-07',
  'ApplyWebVerificationBizTokenIntl.RuleId': '2025-07',
  'ApplyWebVerificationBizTokenIntl.Config.ActionList': '2024-11',
  'ApplyWebVerificationBizTokenIntl.Config.LivenessRetryLimit': '2025-01',
  'ApplyWebVerificationBizTokenIntl.Config.SelectedWarningCodes': '2025-09',
};

const dated = tencentActions.flatMap(({ name, params }) =>
  placesOf(params)
    .flatMap(withMembers)
    .filter(({ param }) => param.since !== undefined)
    .map(({ path, param }) => ({ place: `${name}.${path}`, name: param.name, since: param.since ?? '' })),
);

it('parameters have the months of the vendor’s history', () => {
  const exact = dated.filter(({ since }) => !since.endsWith(' or later'));
  expect(Object.fromEntries(exact.map(({ place, since }) => [place, since]))).toEqual(months);
});

it('parameters without a month in the history have a bound that fits the SDK of March 2026', () => {
  const bounded = dated.filter(({ since }) => since.endsWith(' or later'));
  expect(bounded.length).toBeGreaterThan(4);
  for (const { place, name, since } of bounded) {
    const [action = '', ...path] = place.split('.');
    const model = sdkComments.get(path.length > 1 ? 'WebVerificationConfigIntl' : `${action}Request`);
    expect(since >= '2026-03', place).toBe(!model?.has(name));
  }
});
