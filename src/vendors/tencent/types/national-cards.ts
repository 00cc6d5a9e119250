import type { Field } from '../../../core/declare/action.ts';

/** The kinds of document that both a CardInfo and a NormalCardInfo can hold, in the manual's order. */
export const sharedKinds = {
  HKIDCard: 'a Hong Kong identity card',
  MLIDCard: 'a Malaysian identity card',
  PhilippinesVoteID: 'a Philippine voter’s card',
  IndonesiaIDCard: 'an Indonesian identity card',
  PhilippinesDrivingLicense: 'a Philippine driving licence',
  PhilippinesTinID: 'a Philippine tax card (TIN)',
  PhilippinesSSSID: 'a Philippine social security card (SSS)',
  PhilippinesUMID: 'a Philippine multi-purpose card (UMID)',
  InternationalIDPassport: 'a passport of any country, Hong Kong, Macao and Taiwan included',
  GeneralCard: 'any other document, in general terms',
  IndonesiaDrivingLicense: 'an Indonesian driving licence',
  ThailandIDCard: 'a Thai identity card',
  SingaporeIDCard: 'a Singaporean identity card',
  MacaoIDCard: 'a Macao identity card',
} as const;

/** A Hong Kong identity card, whose members CardInfo and NormalCardInfo name differently. */
export const hongKongWords = {
  chineseName: 'the name in Chinese',
  englishName: 'the name in English, as in SAN, Nan',
  telexCode: 'the Chinese name in telegraph code',
  sex: 'M (male) or F (female)',
  birthday: 'date of birth, day first, as in 01-01-2001',
  permanent: '1 for a permanent resident, 0 for another, -1 where that is unknown',
  number: 'number of the card, as in C000000(E)',
  symbol: 'the symbols below the date of birth, as in ***AZ',
  firstIssue: 'month and year of the first registration',
  currentIssue: 'day on which this card was issued',
} as const;

/** An Indonesian identity card, the same way. */
export const indonesianWords = {
  number: 'number of the card (NIK)',
  birth: 'place and date of birth',
  street: 'the street',
  village: 'the village',
  district: 'the district',
  validity: 'last day on which the card is valid',
} as const;

/** A Malaysian identity card: of these two members the vendor says more than the name. */
export const malaysianSex = 'sex: LELAKI (male) or PEREMPUAN (female)';

export const malaysianType: Field = {
  name: 'Type',
  type: 'String',
  help: 'kind of the card: MyKad (identity card), MyPR (permanent resident), MyTentera (military), MyKAS (temporary), POLIS (police), IKAD (worker) or MyKid (child)',
};
