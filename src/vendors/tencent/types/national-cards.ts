import type { Field } from '../../../core/declare/action.ts';

/** The document types that both a CardInfo and a NormalCardInfo can have, in the manual's order. */
export const sharedKinds = {
  HKIDCard: 'a Hong Kong identity card',
  MLIDCard: 'a Malaysian identity card',
  PhilippinesVoteID: 'a Philippine voter’s card',
  IndonesiaIDCard: 'an Indonesian identity card',
  PhilippinesDrivingLicense: 'a Philippine driving licence',
  PhilippinesTinID: 'a Philippine tax card (TIN)',
  PhilippinesSSSID: 'a Philippine social security card (SSS)',
  PhilippinesUMID: 'a Philippine multi-purpose card (UMID)',
  InternationalIDPassport: 'a passport of any country, including Hong Kong, Macao and Taiwan',
  GeneralCard: 'any other document, with general members',
  IndonesiaDrivingLicense: 'an Indonesian driving licence',
  ThailandIDCard: 'a Thai identity card',
  SingaporeIDCard: 'a Singaporean identity card',
  MacaoIDCard: 'a Macao identity card',
} as const;

/** A Hong Kong identity card, whose members CardInfo and NormalCardInfo name differently. */
export const hongKongWords = {
  chineseName: 'the name in Chinese',
  englishName: 'the name in English, for example SAN, Nan',
  telexCode: 'the Chinese name in telegraph code',
  sex: 'M (male) or F (female)',
  birthday: 'date of birth, day first, for example 01-01-2001',
  permanent: '1 for a permanent resident, 0 for others, -1 if unknown',
  number: 'number of the card, for example C000000(E)',
  symbol: 'the symbols below the date of birth, for example ***AZ',
  firstIssue: 'month and year of the first registration',
  currentIssue: 'day on which this card was issued',
} as const;

/** An Indonesian identity card, also with different names. */
export const indonesianWords = {
  number: 'number of the card (NIK)',
  birth: 'place and date of birth',
  street: 'the street',
  village: 'the village',
  district: 'the district',
  validity: 'last day on which the card is valid',
} as const;

/** A Malaysian identity card: for these two members the vendor documents more than the name. */
export const malaysianSex = 'sex: LELAKI (male) or PEREMPUAN (female)';

export const malaysianType: Field = {
  name: 'Type',
  type: 'String',
  help: 'kind of the card: MyKad (identity card), MyPR (permanent resident), MyTentera (military), MyKAS (temporary), POLIS (police), IKAD (worker) or MyKid (child)',
};
