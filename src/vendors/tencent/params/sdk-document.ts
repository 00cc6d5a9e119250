import type { BooleanParam, ListParam, Param, TextParam } from '../../../core/declare/params.ts';

/** Friendly names for the vendor's warnings about a document. */
export const documentWarnings: Readonly<Record<string, readonly string[]>> = {
  '-9101': ['covered'],
  '-9102': ['copy'],
  '-9103': ['screen'],
  '-9104': ['edited'],
  '-9107': ['reflection'],
  '-9108': ['blur'],
  '-9901': ['other'],
};

/** Values from the manual that the service no longer lists. */
export const droppedCardTypes = [
  'MacaoIDCard',
  'JapanIDCard',
  'MLDrivingLicense',
  'IndonesiaDrivingLicense',
  'ThailandDrivingLicense',
  'SingaporeDrivingLicense',
  'JapanDrivingLicense',
];

/** For --check-mode document. */
export const idCardTypeOfSdk: TextParam = {
  name: 'IdCardType',
  type: 'String',
  values: {
    HK: ['hong-kong'],
    ML: ['malaysia'],
    IndonesiaIDCard: ['indonesia'],
    PhilippinesVoteID: [],
    PhilippinesDrivingLicense: [],
    PhilippinesTinID: [],
    PhilippinesSSSID: [],
    PhilippinesUMID: [],
    MLIDPassport: ['passport'],
    ThailandIDCard: ['thailand'],
    MainlandIDCard: ['mainland'],
    SingaporeIDCard: ['singapore'],
    HMTPermit: ['permit'],
    ...Object.fromEntries(droppedCardTypes.map((type) => [type, []])),
  },
  valuesGrow: true,
  default: 'HK',
  help: 'the document that the person photographs',
};

/** The manual of 2024-05 has it in an example but not in its table; the vendor's SDKs still list it. */
export const needVerifyIdCard: BooleanParam = {
  name: 'NeedVerifyIdCard',
  type: 'Boolean',
  retired: '2024-05',
  help: 'also verify the document, not only read it (Hong Kong cards)',
};

const selectedWarningCodes: ListParam = {
  name: 'SelectedWarningCodes',
  type: 'Array of Integer',
  values: documentWarnings,
  valuesGrow: true,
  since: '2025-09',
  help: 'warnings to look for; default: all',
};

/** Parameters for the document that the SDK reads. */
export const sdkDocumentChecks: readonly Param[] = [
  {
    name: 'DisableChangeOcrResult',
    type: 'Boolean',
    default: 'false',
    help: 'the person cannot correct the data that was read; currently without effect',
  },
  {
    name: 'DisableCheckOcrWarnings',
    type: 'Boolean',
    default: 'false',
    help: 'ignore warnings about the document; otherwise a warning stops the reading (Hong Kong and Malaysian cards, passports)',
  },
  selectedWarningCodes,
];
