import { defineAction, type Rule } from '../../../core/declare/action.ts';
import { checksByValue } from '../../../core/declare/asked-checks.ts';
import { requestId } from '../../request-id.ts';
import { faceid } from '../faceid.ts';
import { firstSeen } from '../first-seen.ts';
import { checksByMode } from '../params/check-mode.ts';
import { actionList, retryLimit, sdkVersion } from '../params/flow.ts';
import { anyPhoto } from '../params/media.ts';
import { droppedCardTypes, idCardTypeOfSdk, needVerifyIdCard, sdkDocumentChecks } from '../params/sdk-document.ts';
import { sdkScreens } from '../params/sdk-screens.ts';
import { securityLevelNumber } from '../params/security-level.ts';
import { tokenRegions } from '../regions.ts';
import { actionListRule } from '../rules.ts';
import { addedSince } from '../types/members.ts';

const compareImageRule: Rule = {
  param: 'CompareImage',
  help: '--check-mode compare needs --compare-image',
  check: ({ CheckMode, CompareImage }) =>
    CheckMode === 2 && CompareImage === undefined
      ? { message: 'is required with --check-mode compare', hint: 'give the photo to compare with' }
      : undefined,
};

export const applySdkVerificationToken = defineAction({
  ...faceid,
  name: 'ApplySdkVerificationToken',
  command: ['sdk', 'token'],
  summary: 'Start an eKYC verification in the App SDK, with a document, a photo or only liveness: prints its token',
  params: [
    {
      name: 'CheckMode',
      type: 'Integer',
      values: { 1: ['document'], 2: ['compare'], 3: ['liveness'] },
      default: '1',
      help: 'what the live person is compared with: a document, a photo, or nothing',
    },
    securityLevelNumber('4'),
    idCardTypeOfSdk,
    // The page documents neither size nor format.
    { name: 'CompareImage', type: 'String', media: anyPhoto, help: 'the photo to compare with' },
    needVerifyIdCard,
    ...sdkDocumentChecks,
    // The manual says bits, but means characters.
    { name: 'Extra', type: 'String', maxLength: 1024, sensitive: true, help: 'text that is returned with the result' },
    sdkVersion,
    actionList,
    ...sdkScreens,
    retryLimit,
    { name: 'MetaData', type: 'String', sensitive: true, since: '2026-07', help: 'data from the SDK to pass on' },
  ],
  rules: [compareImageRule, actionListRule('SecurityLevel')],
  notices: [
    {
      when: ({ IdCardType }) => droppedCardTypes.includes(String(IdCardType)),
      text: 'this card type is in the manual, but not in the service’s current list; it is sent anyway',
    },
    {
      when: ({ CheckMode = 1, IdCardType }) => CheckMode !== 1 && IdCardType !== undefined,
      text: 'the card type has no effect: a document is read only with --check-mode document',
    },
    {
      when: ({ CheckMode, CompareImage }) => CheckMode !== 2 && CompareImage !== undefined,
      text: 'the photo has no effect: it is compared only with --check-mode compare',
    },
  ],
  output: [
    { name: 'SdkToken', type: 'String', sensitive: true, help: 'token of one verification: for the SDK, then for `idv sdk result`' },
    ...addedSince(firstSeen.afterSdk, {
      name: 'ServerParamInfo',
      type: 'String',
      sensitive: true,
      help: 'data for the SDK, which the vendor does not describe',
    }),
    requestId,
  ],
  regions: tokenRegions,
  requestsPerSecond: 20,
  follow: {
    asks: checksByValue('CheckMode', '1', checksByMode),
    token: 'SdkToken',
    action: 'GetSdkVerificationResult',
    tokenLifetimeS: 600,
    resultLifetimeS: 3 * 24 * 3600,
  },
  validity: [{ what: 'SdkToken, according to the manual of May 2024', seconds: 2 * 3600 }],
  errors: ['InternalError', 'InternalError.UnKnown', 'InvalidParameter', 'InvalidParameterValue'],
  readOnly: false,
  examples: [
    'idv sdk token --id-card-type hong-kong',
    'idv sdk token --check-mode compare --compare-image portrait.jpg',
    'idv sdk token --check-mode liveness --security-level action --action-list blink,nod --wait',
  ],
});
