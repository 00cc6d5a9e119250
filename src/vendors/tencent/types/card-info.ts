import type { Field } from '../../../core/declare/action.ts';
import { firstSeen } from '../first-seen.ts';
import { addedSince, documentFields, recognisedTextFields } from './members.ts';
import { hongKongWords, indonesianWords, malaysianSex, malaysianType, sharedKinds } from './national-cards.ts';
import { sharedCards } from './shared-cards.ts';

const person = ['LastName', 'FirstName', 'LicenseNumber', 'Age', 'Birthday', 'IssuedCountry'] as const;

/** A CardInfo, in which only one member is filled, and every document in it. */
export const cardInfoTypes: Readonly<Record<string, readonly Field[]>> = {
  ...sharedCards,
  CardInfo: [
    ...documentFields(sharedKinds),
    ...addedSince(
      firstSeen.afterManual,
      ...documentFields({ TaiWanIDCard: 'an identity card of Taiwan', JapanIDCard: 'a Japanese identity card' }),
    ),
    ...addedSince(
      '2025-01',
      ...documentFields({ BangladeshIDCard: 'a Bangladeshi identity card', NigeriaIDCard: 'a Nigerian identity card' }),
    ),
    ...addedSince('2025-01', ...documentFields({ NigeriaDrivingLicense: 'a Nigerian driving licence' })),
    ...addedSince(
      '2025-01',
      ...documentFields({ PakistanIDCard: 'a Pakistani identity card', PakistanDrivingLicense: 'a Pakistani driving licence' }),
    ),
  ],
  BangladeshIDCard: recognisedTextFields(...person),
  HKIDCard: recognisedTextFields(
    { CnName: hongKongWords.chineseName, EnName: hongKongWords.englishName, TelexCode: hongKongWords.telexCode, Sex: hongKongWords.sex },
    { Birthday: hongKongWords.birthday, Permanent: hongKongWords.permanent, IdNum: hongKongWords.number, Symbol: hongKongWords.symbol },
    { FirstIssueDate: hongKongWords.firstIssue, CurrentIssueDate: hongKongWords.currentIssue },
  ),
  IndonesiaIDCard: recognisedTextFields(
    { NIK: indonesianWords.number, Nama: 'the complete name', TempatTglLahir: indonesianWords.birth, JenisKelamin: 'sex' },
    { GolDarah: 'blood group', Alamat: 'the address', RTRW: indonesianWords.street, KelDesa: indonesianWords.village },
    { Kecamatan: indonesianWords.district, Agama: 'the religion', StatusPerkawinan: 'marital status', Perkerjaan: 'the occupation' },
    { KewargaNegaraan: 'nationality of the person', BerlakuHingga: indonesianWords.validity },
    'IssuedDate',
    { Provinsi: 'the province', Kota: 'the city' },
  ),
  MLIDCard: [
    ...recognisedTextFields({ Name: 'the complete name', ID: 'number of the card' }, { Sex: malaysianSex }, 'Address'),
    malaysianType,
    ...recognisedTextFields({ Birthday: 'date of birth; only on MyKad and IKAD cards' }),
  ],
  NigeriaDrivingLicense: recognisedTextFields(...person, 'ExpirationDate', 'IssuedDate', 'Sex'),
  NigeriaIDCard: recognisedTextFields(...person, 'Sex'),
  PakistanDrivingLicense: recognisedTextFields(...person),
  PakistanIDCard: recognisedTextFields(...person),
  ThailandIDCard: recognisedTextFields(
    'LastName',
    'FirstName',
    'LicenseNumber',
    { DateOfBirth: 'date of birth', DateOfExpiry: 'last day on which the card is valid', DateOfIssue: 'day on which the card was issued' },
    'IssuedCountry',
  ),
};
