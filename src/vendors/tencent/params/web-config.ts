import type { NumberParam, ObjectParam, Param, TextParam } from '../../../core/declare/params.ts';
import { firstSeen } from '../first-seen.ts';
import { actionList } from './flow.ts';
import { documentWarnings } from './sdk-document.ts';
import { configLevels, securityLevelNumber } from './security-level.ts';

const checkMode: NumberParam = {
  name: 'CheckMode',
  type: 'Integer',
  values: { 1: ['document'], 2: ['compare'], 3: ['liveness'], 4: ['ocr'] },
  default: '2',
  help: 'what the live person is compared with: a document, a photo, nothing; ocr only reads a document',
};

const idCardType: TextParam = {
  name: 'IDCardType',
  type: 'String',
  values: {
    HKIDCard: ['hong-kong'],
    MLIDCard: ['malaysia'],
    IndonesiaIDCard: ['indonesia'],
    // The manual's spelling, and the spelling of all other documents.
    PhilippinesVotID: [],
    PhilippinesVoteID: [],
    PhilippinesDrivingLicense: [],
    PhilippinesTinID: [],
    PhilippinesSSSID: [],
    PhilippinesUMID: [],
    InternationalIDPassport: ['passport'],
    ThailandIDCard: ['thailand'],
    SingaporeIDCard: ['singapore'],
    MainlandIDCard: ['mainland'],
  },
  valuesGrow: true,
  help: 'the document that the person photographs',
};

const look: readonly Param[] = [
  {
    name: 'ThemeColor',
    type: 'String',
    default: '#2d72f1',
    help: 'colour of the page, as a hex code; an invalid code gives the default colour',
  },
  {
    name: 'Language',
    type: 'String',
    values: { en: ['english'], th: ['thai'], 'zh-cn': [], 'zh-tc': [], id: ['indonesian'] },
    valuesGrow: true,
    default: 'en',
    help: 'language of the page',
  },
  {
    name: 'AutoDowngrade',
    type: 'Integer',
    values: { 1: ['silent'], 2: ['off'] },
    default: '1',
    help: 'what happens on a phone that cannot do the requested check',
  },
];

const pageWarnings: Readonly<Record<string, readonly string[]>> = { ...documentWarnings, '-9109': ['not-activated'] };

const newer: readonly Param[] = [
  actionList,
  {
    name: 'LivenessRetryLimit',
    type: 'Integer',
    minimum: 1,
    maximum: 99,
    default: '99',
    since: '2025-01',
    help: 'how often the person may try',
  },
  {
    name: 'LivenessTimeout',
    type: 'Integer',
    minimum: 1,
    maximum: 600,
    default: '45',
    since: '2025-01 or later',
    help: 'seconds for one liveness check',
  },
  {
    // Text with commas here, but an array in ApplySdkVerificationToken. This list has one more code.
    name: 'SelectedWarningCodes',
    type: 'String',
    values: pageWarnings,
    maxItems: Object.keys(pageWarnings).length,
    valuesGrow: true,
    since: '2025-09',
    help: 'warnings to look for; default: all',
  },
  { name: 'AllowExpiredDocument', type: 'Boolean', since: '2025-11 or later', help: 'accept an expired document' },
  {
    name: 'Version',
    type: 'String',
    values: { BASIC: [], PLUS: [] },
    valuesGrow: true,
    since: firstSeen.afterSdk,
    help: 'edition of the page',
  },
];

/** Appearance and checks of the verification page. The manual's own sample misspells IDCardType as IdCardType. */
export const webConfig: ObjectParam = {
  name: 'Config',
  type: 'WebVerificationConfigIntl',
  help: 'appearance and checks of the page',
  members: [
    { name: 'AutoSkipStartPage', type: 'Boolean', default: 'false', help: 'skip the start page' },
    { name: 'AutoSkip', type: 'Boolean', default: 'false', help: 'after a pass, skip the result page and go to the redirect URL' },
    checkMode,
    idCardType,
    {
      name: 'DisableCheckOcrWarnings',
      type: 'Boolean',
      default: 'false',
      help: 'ignore warnings about the document; otherwise a warning can stop the verification',
    },
    { ...securityLevelNumber('3'), values: configLevels },
    { name: 'SkipPrivacyPolicy', type: 'Boolean', default: 'false', help: 'skip the separate page that asks for consent' },
    { name: 'IdCardCutReturn', type: 'Boolean', default: 'false', help: 'show the document cut out of its photo' },
    ...look,
    ...newer,
  ],
};
