import type { Field } from '../../../core/declare/action.ts';
import { firstSeen } from '../first-seen.ts';
import { documents, readTexts, since, texts } from './members.ts';
import { hongKongWords, indonesianWords, malaysianSex, malaysianType, sharedKinds } from './national-cards.ts';
import { sharedCards } from './shared-cards.ts';

/** The document types that a CardInfo describes with other members. */
const ownTypes = {
  HKIDCard: 'NormalHKIDCard',
  MLIDCard: 'NormalMLIDCard',
  IndonesiaIDCard: 'NormalIndonesiaIDCard',
  ThailandIDCard: 'NormalThailandIDCard',
  HMTPermitCard: 'HMTPermit',
};

/** A NormalCardInfo, whose Hong Kong, Malaysian, Indonesian and Thai cards have other member names than in a CardInfo. */
export const normalCardInfoTypes: Readonly<Record<string, readonly Field[]>> = {
  ...sharedCards,
  NormalCardInfo: [
    ...documents({ ...sharedKinds, MainlandIDCard: 'an identity card of mainland China' }, ownTypes),
    ...since(firstSeen.afterManual, ...documents({ JapanIDCard: 'a Japanese identity card', TaiWanIDCard: 'an identity card of Taiwan' })),
    ...since(
      firstSeen.afterManual,
      ...documents({ HMTPermitCard: 'a travel permit between mainland China and Hong Kong, Macao or Taiwan' }, ownTypes),
    ),
  ],
  HMTPermit: texts(
    { Name: 'the name', EnglishName: 'the name in English', Number: 'number of the permit' },
    'Sex',
    { ValidDate: 'how long the permit is valid', IssueAuthority: 'authority that issued it', IssueAddress: 'place where it was issued' },
    'Birthday',
  ),
  MainlandIDCard: [
    ...readTexts(
      { FullName: 'the name in Chinese' },
      'Sex',
      { Nation: 'the ethnic group' },
      'Birthday',
      'LicenseNumber',
      'FormattedAddress',
    ),
    ...since(firstSeen.afterSdk, ...readTexts({ Authority: 'authority that issued the card', ValidDate: 'how long the card is valid' })),
  ],
  NormalHKIDCard: [
    ...readTexts({ ChineseName: hongKongWords.chineseName, FullName: hongKongWords.englishName }),
    ...readTexts({ RegistrationNumber: hongKongWords.telexCode, Sex: hongKongWords.sex, Birthday: hongKongWords.birthday }),
    ...readTexts({ Permanent: hongKongWords.permanent, LicenseNumber: hongKongWords.number, Symbol: hongKongWords.symbol }),
    ...readTexts({ IssuedDate: hongKongWords.firstIssue, CurrentIssueDate: hongKongWords.currentIssue }),
    ...since(firstSeen.afterManual, ...readTexts({ HKIDVersion: 'edition of the card: HKID-2003 or HKID-2018' })),
  ],
  NormalIndonesiaIDCard: readTexts(
    { LicenseNumber: indonesianWords.number },
    'FullName',
    { Birthday: indonesianWords.birth },
    'Sex',
    { BloodType: 'blood group' },
    { FormattedAddress: 'the address', Street: indonesianWords.street, Village: indonesianWords.village, Area: indonesianWords.district },
    'Religion',
    { MaritalStatus: 'marital status', Occupation: 'the occupation' },
    'Nationality',
    { DueDate: indonesianWords.validity },
    'IssuedDate',
    { Province: 'the province' },
    'City',
  ),
  NormalMLIDCard: [
    ...readTexts('FullName', 'LicenseNumber', { Sex: malaysianSex }, 'FormattedAddress'),
    malaysianType,
    ...readTexts({ Birthday: 'date of birth; only on MyKad and IKAD cards' }),
  ],
  NormalThailandIDCard: readTexts(
    'LicenseNumber',
    { FullName: 'the name in Thai' },
    'LastName',
    'FirstName',
    'Birthday',
    'FormattedAddress',
    'ExpirationDate',
    'IssuedDate',
    'RegistrationNumber',
    'Religion',
    { ThaiBirthday: 'date of birth in Thai', ThaiExpirationDate: 'last valid day in Thai', ThaiIssueDate: 'day of issue in Thai' },
  ),
};
