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
  help: 'what the live person is compared with: a document, a photo, nothing; ocr reads a document alone',
};

const idCardType: TextParam = {
  name: 'IDCardType',
  type: 'String',
  values: {
    HKIDCard: ['hong-kong'],
    MLIDCard: ['malaysia'],
    IndonesiaIDCard: ['indonesia'],
    // The manual's spelling, and the one of every other place.
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
    help: 'colour of the page, as a hex code; it uses its own where it cannot read the code',
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
    help: 'what a phone gets that cannot do the asked-for check',
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
    // Text with commas here, an array in ApplySdkVerificationToken. Its list has one code more.
    name: 'SelectedWarningCodes',
    type: 'String',
    values: pageWarnings,
    maxItems: Object.keys(pageWarnings).length,
    valuesGrow: true,
    since: '2025-09',
    help: 'warnings to look for, where not all',
  },
  { name: 'AllowExpiredDocument', type: 'Boolean', since: '2025-11 or later', help: 'take a document that has run out' },
  {
    name: 'Version',
    type: 'String',
    values: { BASIC: [], PLUS: [] },
    valuesGrow: true,
    since: firstSeen.afterSdk,
    help: 'edition of the page',
  },
];

/** How the verification page looks and what it asks for. The manual's own sample misspells IDCardType as IdCardType. */
export const webConfig: ObjectParam = {
  name: 'Config',
  type: 'WebVerificationConfigIntl',
  help: 'how the page looks and what it asks for',
  members: [
    { name: 'AutoSkipStartPage', type: 'Boolean', default: 'false', help: 'start without the start page' },
    { name: 'AutoSkip', type: 'Boolean', default: 'false', help: 'after a pass go on to the redirect URL without the result page' },
    checkMode,
    idCardType,
    {
      name: 'DisableCheckOcrWarnings',
      type: 'Boolean',
      default: 'false',
      help: 'no warnings about the document; else one can stop the process',
    },
    { ...securityLevelNumber('3'), values: configLevels },
    { name: 'SkipPrivacyPolicy', type: 'Boolean', default: 'false', help: 'do not ask for consent on a page of its own' },
    { name: 'IdCardCutReturn', type: 'Boolean', default: 'false', help: 'show the document cut out of its photo' },
    ...look,
    ...newer,
  ],
};
