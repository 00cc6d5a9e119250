import { defineAction, type Rule } from '../../../core/declare/action.ts';
import { checksByValue } from '../../../core/declare/asked-checks.ts';
import { requestId } from '../../request-id.ts';
import { faceid } from '../faceid.ts';
import { actionList, retryLimit, sdkVersion } from '../params/flow.ts';
import { anyPhoto } from '../params/media.ts';
import { securityLevelText } from '../params/security-level.ts';
import { tokenRegions } from '../regions.ts';
import { actionListRule } from '../rules.ts';

const imageRule: Rule = {
  param: 'Image',
  help: '--check-mode compare needs --image',
  check: ({ CheckMode, Image }) =>
    CheckMode === 'compare' && Image === undefined
      ? { message: 'is required with --check-mode compare', hint: 'give the photo to compare with, or --check-mode liveness' }
      : undefined,
};

export const getFaceIdTokenIntl = defineAction({
  ...faceid,
  name: 'GetFaceIdTokenIntl',
  command: ['faceid', 'token'],
  summary: 'Start a liveness check in the App SDK, with or without a comparison photo: prints its token',
  params: [
    {
      name: 'CheckMode',
      type: 'String',
      values: { liveness: [], compare: ['comparison'] },
      default: 'liveness',
      help: 'whether the person is also compared with a photo',
    },
    securityLevelText('SecureLevel', 'action'),
    // The page documents neither size nor format.
    { name: 'Image', type: 'String', media: anyPhoto, help: 'the photo to compare with' },
    { name: 'Extra', type: 'String', sensitive: true, help: 'text that is returned with the result' },
    actionList,
    sdkVersion,
    retryLimit,
  ],
  rules: [imageRule, actionListRule('SecureLevel')],
  notices: [
    {
      when: ({ CheckMode, Image }) => CheckMode !== 'compare' && Image !== undefined,
      text: 'the photo will not be compared: that needs --check-mode compare',
    },
  ],
  output: [
    { name: 'SdkToken', type: 'String', sensitive: true, help: 'token of one verification: for the SDK, then for `idv faceid result`' },
    requestId,
  ],
  regions: tokenRegions,
  requestsPerSecond: 20,
  follow: {
    asks: checksByValue('CheckMode', 'liveness', { liveness: ['liveness'], compare: ['liveness', 'comparison'] }),
    token: 'SdkToken',
    action: 'GetFaceIdResultIntl',
    tokenLifetimeS: 600,
    resultLifetimeS: 72 * 3600,
  },
  validity: [{ what: 'the result, according to the manual of May 2024', seconds: 2 * 3600 }],
  errors: ['FailedOperation.ImageSizeTooLarge', 'InternalError', 'InvalidParameter'],
  readOnly: false,
  examples: [
    'idv faceid token',
    'idv faceid token --check-mode compare --image portrait.jpg',
    'idv faceid token --secure-level light --wait',
  ],
});
