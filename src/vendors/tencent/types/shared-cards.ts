import type { Field } from '../../../core/declare/action.ts';
import { firstSeen } from '../first-seen.ts';
import { readTexts, retired, since, texts } from './members.ts';

/**
 * Documents that CardInfo and NormalCardInfo describe in the same way. Every member is personal, so a member with such an object is marked
 * sensitive.
 */
export const sharedCards: Readonly<Record<string, readonly Field[]>> = {
  Address: texts(
    {
      Country: 'the country, which the vendor calls the nationality',
      PostalCode: 'the postal code',
      Subdivision: 'state, province or district',
    },
    'City',
    'FormattedAddress',
    { LineOne: 'first line of the address', LineTwo: 'second line of the address', LineThree: 'third line of the address' },
    { LineFour: 'fourth line of the address', LineFive: 'fifth line of the address' },
  ),
  GeneralCard: [
    ...readTexts('LicenseNumber', { PersonalNumber: 'personal number, on a passport' }, 'PassportCodeFirst', 'PassportCodeSecond'),
    ...readTexts({ ExpirationDate: 'day on which the document expires, YYYY-MM-DD' }),
    ...readTexts({ DueDate: 'day until which the document is valid, YYYY-MM-DD', IssuedDate: 'day of issue, YYYY-MM-DD' }),
    ...readTexts({
      IssuedAuthority: 'authority that issued the document',
      IssuedCountry: 'country of issue, ISO 3166 code, for example MYS',
    }),
    ...readTexts('FullName', 'FirstName', 'LastName', { Sex: 'M (male), F (female) or X (other)' }),
    ...texts({ Age: 'the age in years; 0 if not read' }),
    ...readTexts(
      'Birthday',
      { BirthPlace: 'place of birth', Nationality: 'nationality, ISO 3166 code, for example IND' },
      'RegistrationNumber',
    ),
    { name: 'Address', type: 'Address', help: 'the address, in parts; null if not read' },
    ...since(
      firstSeen.afterManual,
      ...texts({ FullNameLocal: 'the complete name in the local script' }),
      ...texts({ FirstNameLocal: 'given name in the local script', LastNameLocal: 'family name in the local script' }),
    ),
  ],
  InternationalIDPassport: [
    ...readTexts({ LicenseNumber: 'number of the passport' }, 'FullName', 'Surname', 'GivenName', 'Birthday', {
      Sex: 'F (female) or M (male)',
    }),
    ...readTexts('DateOfExpiration', { IssuingCountry: 'country that issued the passport', NationalityCode: 'code of the nationality' }),
    ...readTexts('PassportCodeFirst', 'PassportCodeSecond'),
  ],
  IndonesiaDrivingLicense: [
    ...readTexts('LastName', 'FirstName', 'LicenseNumber', 'Birthday', 'Address'),
    ...readTexts('ExpirationDate', 'IssuedDate', 'IssuedCountry'),
  ],
  JapanIDCard: readTexts('FullName', 'LicenseNumber', 'Age', 'Birthday', 'ExpirationDate', 'FormattedAddress'),
  MacaoIDCard: [
    ...readTexts('FirstName', 'LastName', 'Birthday', 'ExpirationDate', 'LicenseNumber', 'Sex', 'Age', 'IssuedCountry'),
    ...readTexts({ Field1: 'first line of the machine-readable zone', Field2: 'second line of the machine-readable zone' }),
  ],
  PhilippinesDrivingLicense: [
    ...readTexts({ Name: 'the complete name' }, 'LastName', 'FirstName', 'MiddleName', 'Nationality', 'Sex', 'Address'),
    ...readTexts({ LicenseNo: 'number of the licence', ExpiresDate: 'last day on which the licence is valid' }),
    ...readTexts({ AgencyCode: 'code of the issuing agency' }, 'Birthday'),
  ],
  PhilippinesSSSID: readTexts({ LicenseNumber: 'common reference number (CRN)' }, 'FullName', 'Birthday'),
  PhilippinesTinID: readTexts({ LicenseNumber: 'tax identification number (TIN)' }, 'FullName', 'Address', 'Birthday', {
    IssueDate: 'day on which the document was issued',
  }),
  PhilippinesUMID: readTexts('Surname', 'MiddleName', 'GivenName', 'Sex', 'Birthday', 'Address', { CRN: 'common reference number' }),
  PhilippinesVoteID: [
    ...readTexts({ VIN: 'the voter’s identification number' }),
    ...readTexts('FirstName', 'LastName', 'Birthday', { CivilStatus: 'civil status', Citizenship: 'nationality of the person' }),
    ...readTexts('Address', { PrecinctNo: 'number of the precinct' }),
  ],
  SingaporeIDCard: [
    ...retired(firstSeen.afterSdk, ...readTexts({ ChName: 'the name in Chinese; replaced by ChineseName' })),
    ...retired(firstSeen.afterSdk, ...readTexts({ EnName: 'the name in English; replaced by FullName' })),
    ...retired(firstSeen.afterSdk, ...readTexts({ ID: 'number of the card; replaced by LicenseNumber' })),
    ...readTexts('Sex'),
    ...retired(firstSeen.afterSdk, ...readTexts({ CountryOfBirth: 'country of birth; replaced by Nationality' })),
    ...readTexts('Birthday', { Address: 'the address (back)', Race: 'the race (back)', NRICCode: 'the NRIC number (back)' }),
    ...readTexts({ PostCode: 'the postal code (front)', DateOfExpiration: 'last valid day (back)', DateOfIssue: 'day of issue (back)' }),
    ...since(firstSeen.afterManual, ...readTexts({ ChineseName: 'the name in Chinese', FullName: 'the name in English' })),
    ...since(firstSeen.afterManual, ...readTexts('LicenseNumber', 'Nationality')),
  ],
  TaiWanIDCard: readTexts('FullName', 'LicenseNumber', 'Sex', 'IssuedCountry', 'RegistrationNumber'),
};
