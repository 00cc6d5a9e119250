import type { Field } from '../../../core/declare/action.ts';
import { firstSeen } from '../first-seen.ts';
import { addedSince, documentFields, recognisedTextFields, textFields } from './members.ts';
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
    ...documentFields({ ...sharedKinds, MainlandIDCard: 'an identity card of mainland China' }, ownTypes),
    ...addedSince(
      firstSeen.afterManual,
      ...documentFields({ JapanIDCard: 'a Japanese identity card', TaiWanIDCard: 'an identity card of Taiwan' }),
    ),
    ...addedSince(
      firstSeen.afterManual,
      ...documentFields({ HMTPermitCard: 'a travel permit between mainland China and Hong Kong, Macao or Taiwan' }, ownTypes),
    ),
  ],
  HMTPermit: textFields(
    { Name: 'the name', EnglishName: 'the name in English', Number: 'number of the permit' },
    'Sex',
    { ValidDate: 'how long the permit is valid', IssueAuthority: 'authority that issued it', IssueAddress: 'place where it was issued' },
    'Birthday',
  ),
  MainlandIDCard: [
    ...recognisedTextFields(
      { FullName: 'the name in Chinese' },
      'Sex',
      { Nation: 'the ethnic group' },
      'Birthday',
      'LicenseNumber',
      'FormattedAddress',
    ),
    ...addedSince(
      firstSeen.afterSdk,
      ...recognisedTextFields({ Authority: 'authority that issued the card', ValidDate: 'how long the card is valid' }),
    ),
  ],
  NormalHKIDCard: [
    ...recognisedTextFields({ ChineseName: hongKongWords.chineseName, FullName: hongKongWords.englishName }),
    ...recognisedTextFields({ RegistrationNumber: hongKongWords.telexCode, Sex: hongKongWords.sex, Birthday: hongKongWords.birthday }),
    ...recognisedTextFields({ Permanent: hongKongWords.permanent, LicenseNumber: hongKongWords.number, Symbol: hongKongWords.symbol }),
    ...recognisedTextFields({ IssuedDate: hongKongWords.firstIssue, CurrentIssueDate: hongKongWords.currentIssue }),
    ...addedSince(firstSeen.afterManual, ...recognisedTextFields({ HKIDVersion: 'edition of the card: HKID-2003 or HKID-2018' })),
  ],
  NormalIndonesiaIDCard: recognisedTextFields(
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
    ...recognisedTextFields('FullName', 'LicenseNumber', { Sex: malaysianSex }, 'FormattedAddress'),
    malaysianType,
    ...recognisedTextFields({ Birthday: 'date of birth; only on MyKad and IKAD cards' }),
  ],
  NormalThailandIDCard: recognisedTextFields(
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
