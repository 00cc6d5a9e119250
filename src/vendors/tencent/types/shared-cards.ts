import type { Field } from '../../../core/declare/action.ts';
import { firstSeen } from '../first-seen.ts';
import { addedSince, recognisedTextFields, retiredSince, textFields } from './members.ts';

/**
 * Documents that CardInfo and NormalCardInfo describe in the same way. Every member is personal, so a member with such an object is marked
 * sensitive.
 */
export const sharedCards: Readonly<Record<string, readonly Field[]>> = {
  Address: textFields(
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
    ...recognisedTextFields(
      'LicenseNumber',
      { PersonalNumber: 'personal number, on a passport' },
      'PassportCodeFirst',
      'PassportCodeSecond',
    ),
    ...recognisedTextFields({ ExpirationDate: 'day on which the document expires, YYYY-MM-DD' }),
    ...recognisedTextFields({ DueDate: 'day until which the document is valid, YYYY-MM-DD', IssuedDate: 'day of issue, YYYY-MM-DD' }),
    ...recognisedTextFields({
      IssuedAuthority: 'authority that issued the document',
      IssuedCountry: 'country of issue, ISO 3166 code, for example MYS',
    }),
    ...recognisedTextFields('FullName', 'FirstName', 'LastName', { Sex: 'M (male), F (female) or X (other)' }),
    ...textFields({ Age: 'the age in years; 0 if not read' }),
    ...recognisedTextFields(
      'Birthday',
      { BirthPlace: 'place of birth', Nationality: 'nationality, ISO 3166 code, for example IND' },
      'RegistrationNumber',
    ),
    { name: 'Address', type: 'Address', help: 'the address, in parts; null if not read' },
    ...addedSince(
      firstSeen.afterManual,
      ...textFields({ FullNameLocal: 'the complete name in the local script' }),
      ...textFields({ FirstNameLocal: 'given name in the local script', LastNameLocal: 'family name in the local script' }),
    ),
  ],
  InternationalIDPassport: [
    ...recognisedTextFields({ LicenseNumber: 'number of the passport' }, 'FullName', 'Surname', 'GivenName', 'Birthday', {
      Sex: 'F (female) or M (male)',
    }),
    ...recognisedTextFields('DateOfExpiration', {
      IssuingCountry: 'country that issued the passport',
      NationalityCode: 'code of the nationality',
    }),
    ...recognisedTextFields('PassportCodeFirst', 'PassportCodeSecond'),
  ],
  IndonesiaDrivingLicense: [
    ...recognisedTextFields('LastName', 'FirstName', 'LicenseNumber', 'Birthday', 'Address'),
    ...recognisedTextFields('ExpirationDate', 'IssuedDate', 'IssuedCountry'),
  ],
  JapanIDCard: recognisedTextFields('FullName', 'LicenseNumber', 'Age', 'Birthday', 'ExpirationDate', 'FormattedAddress'),
  MacaoIDCard: [
    ...recognisedTextFields('FirstName', 'LastName', 'Birthday', 'ExpirationDate', 'LicenseNumber', 'Sex', 'Age', 'IssuedCountry'),
    ...recognisedTextFields({ Field1: 'first line of the machine-readable zone', Field2: 'second line of the machine-readable zone' }),
  ],
  PhilippinesDrivingLicense: [
    ...recognisedTextFields({ Name: 'the complete name' }, 'LastName', 'FirstName', 'MiddleName', 'Nationality', 'Sex', 'Address'),
    ...recognisedTextFields({ LicenseNo: 'number of the licence', ExpiresDate: 'last day on which the licence is valid' }),
    ...recognisedTextFields({ AgencyCode: 'code of the issuing agency' }, 'Birthday'),
  ],
  PhilippinesSSSID: recognisedTextFields({ LicenseNumber: 'common reference number (CRN)' }, 'FullName', 'Birthday'),
  PhilippinesTinID: recognisedTextFields({ LicenseNumber: 'tax identification number (TIN)' }, 'FullName', 'Address', 'Birthday', {
    IssueDate: 'day on which the document was issued',
  }),
  PhilippinesUMID: recognisedTextFields('Surname', 'MiddleName', 'GivenName', 'Sex', 'Birthday', 'Address', {
    CRN: 'common reference number',
  }),
  PhilippinesVoteID: [
    ...recognisedTextFields({ VIN: 'the voter’s identification number' }),
    ...recognisedTextFields('FirstName', 'LastName', 'Birthday', { CivilStatus: 'civil status', Citizenship: 'nationality of the person' }),
    ...recognisedTextFields('Address', { PrecinctNo: 'number of the precinct' }),
  ],
  SingaporeIDCard: [
    ...retiredSince(firstSeen.afterSdk, ...recognisedTextFields({ ChName: 'the name in Chinese; replaced by ChineseName' })),
    ...retiredSince(firstSeen.afterSdk, ...recognisedTextFields({ EnName: 'the name in English; replaced by FullName' })),
    ...retiredSince(firstSeen.afterSdk, ...recognisedTextFields({ ID: 'number of the card; replaced by LicenseNumber' })),
    ...recognisedTextFields('Sex'),
    ...retiredSince(firstSeen.afterSdk, ...recognisedTextFields({ CountryOfBirth: 'country of birth; replaced by Nationality' })),
    ...recognisedTextFields('Birthday', { Address: 'the address (back)', Race: 'the race (back)', NRICCode: 'the NRIC number (back)' }),
    ...recognisedTextFields({
      PostCode: 'the postal code (front)',
      DateOfExpiration: 'last valid day (back)',
      DateOfIssue: 'day of issue (back)',
    }),
    ...addedSince(firstSeen.afterManual, ...recognisedTextFields({ ChineseName: 'the name in Chinese', FullName: 'the name in English' })),
    ...addedSince(firstSeen.afterManual, ...recognisedTextFields('LicenseNumber', 'Nationality')),
  ],
  TaiWanIDCard: recognisedTextFields('FullName', 'LicenseNumber', 'Sex', 'IssuedCountry', 'RegistrationNumber'),
};
