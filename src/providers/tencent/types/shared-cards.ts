import type { Field } from '../../../core/action.ts';
import { dropped, later, texts } from './members.ts';

/** Documents that CardInfo and NormalCardInfo describe alike. Every member is personal: whoever holds such an object marks it sensitive. */
export const sharedCards: Readonly<Record<string, readonly Field[]>> = {
  Address: texts(
    'Country',
    'PostalCode',
    'Subdivision',
    'City',
    'FormattedAddress',
    'LineOne',
    'LineTwo',
    'LineThree',
    'LineFour',
    'LineFive',
  ),
  GeneralCard: [
    ...texts('LicenseNumber', 'PersonalNumber', 'PassportCodeFirst', 'PassportCodeSecond'),
    ...texts('ExpirationDate', 'DueDate', 'IssuedDate', 'IssuedAuthority', 'IssuedCountry'),
    ...texts('FullName', 'FirstName', 'LastName', 'Sex', 'Age', 'Birthday', 'BirthPlace', 'Nationality', 'RegistrationNumber'),
    { name: 'Address', type: 'Address' },
    ...later(...texts('FullNameLocal', 'FirstNameLocal', 'LastNameLocal')),
  ],
  InternationalIDPassport: [
    ...texts('LicenseNumber', 'FullName', 'Surname', 'GivenName', 'Birthday', 'Sex', 'DateOfExpiration'),
    ...texts('IssuingCountry', 'NationalityCode', 'PassportCodeFirst', 'PassportCodeSecond'),
  ],
  IndonesiaDrivingLicense: [
    ...texts('LastName', 'FirstName', 'LicenseNumber', 'Birthday', 'Address'),
    ...texts('ExpirationDate', 'IssuedDate', 'IssuedCountry'),
  ],
  JapanIDCard: texts('FullName', 'LicenseNumber', 'Age', 'Birthday', 'ExpirationDate', 'FormattedAddress'),
  MacaoIDCard: [
    ...texts('FirstName', 'LastName', 'Birthday', 'ExpirationDate', 'LicenseNumber', 'Sex', 'Age', 'IssuedCountry'),
    ...texts('Field1', 'Field2'),
  ],
  PhilippinesDrivingLicense: [
    ...texts('Name', 'LastName', 'FirstName', 'MiddleName', 'Nationality', 'Sex', 'Address'),
    ...texts('LicenseNo', 'ExpiresDate', 'AgencyCode', 'Birthday'),
  ],
  PhilippinesSSSID: texts('LicenseNumber', 'FullName', 'Birthday'),
  PhilippinesTinID: texts('LicenseNumber', 'FullName', 'Address', 'Birthday', 'IssueDate'),
  PhilippinesUMID: texts('Surname', 'MiddleName', 'GivenName', 'Sex', 'Birthday', 'Address', 'CRN'),
  PhilippinesVoteID: texts('VIN', 'FirstName', 'LastName', 'Birthday', 'CivilStatus', 'Citizenship', 'Address', 'PrecinctNo'),
  SingaporeIDCard: [
    ...dropped(...texts('ChName', 'EnName', 'ID')),
    ...texts('Sex'),
    ...dropped(...texts('CountryOfBirth')),
    ...texts('Birthday', 'Address', 'Race', 'NRICCode', 'PostCode', 'DateOfExpiration', 'DateOfIssue'),
    ...later(...texts('ChineseName', 'FullName', 'LicenseNumber', 'Nationality')),
  ],
  TaiWanIDCard: texts('FullName', 'LicenseNumber', 'Sex', 'IssuedCountry', 'RegistrationNumber'),
};
