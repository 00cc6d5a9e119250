import type { KeyTrial, RefusalTable } from '../../key-trial.ts';
import { getFaceIdResultIntl } from '../actions/get-face-id-result-intl.ts';

/** Reads the result of a token that was never issued. https://www.tencentcloud.com/document/product/1061/54557 */
export const tencentKeyTrials: readonly KeyTrial[] = [
  {
    action: getFaceIdResultIntl,
    values: { SdkToken: '00000000-0000-0000-0000-000000000000' },
    accepted: ['InvalidParameterValue.BizTokenIllegal', 'InvalidParameterValue.BizTokenExpired', 'InvalidParameter'],
    // The pages list activation codes for actions that issue tokens or judge, but not for actions that read.
    notShown: 'whether FaceID is activated',
  },
];

/** https://www.tencentcloud.com/document/product/1061, the common codes and those of the actions. */
export const tencentRefusals: RefusalTable = {
  key: ['AuthFailure'],
  permission: ['AuthFailure.UnauthorizedOperation', 'UnauthorizedOperation', 'IpInBlacklist', 'IpNotInWhitelist'],
  activation: [
    'FailedOperation.UnOpenError',
    'UnauthorizedOperation.ActivateError',
    'UnauthorizedOperation.Activating',
    'UnauthorizedOperation.Nonactivated',
  ],
  account: [
    'ResourceUnavailable.InArrears',
    'ResourceUnavailable.ResourcePackageRunOut',
    'UnauthorizedOperation.Arrears',
    'UnauthorizedOperation.NonAuthorize',
  ],
};
