import type { Field } from '../../../core/action.ts';
import { later, objects, texts } from './members.ts';
import { sharedCards } from './shared-cards.ts';

/** A NormalCardInfo, whose Hong Kong, Malaysian, Indonesian and Thai cards name their members otherwise than a CardInfo's. */
export const normalCardInfoTypes: Readonly<Record<string, readonly Field[]>> = {
  ...sharedCards,
  NormalCardInfo: [
    { name: 'HKIDCard', type: 'NormalHKIDCard' },
    { name: 'MLIDCard', type: 'NormalMLIDCard' },
    ...objects('PhilippinesVoteID'),
    { name: 'IndonesiaIDCard', type: 'NormalIndonesiaIDCard' },
    ...objects('PhilippinesDrivingLicense', 'PhilippinesTinID', 'PhilippinesSSSID', 'PhilippinesUMID', 'InternationalIDPassport'),
    ...objects('GeneralCard', 'IndonesiaDrivingLicense'),
    { name: 'ThailandIDCard', type: 'NormalThailandIDCard' },
    ...objects('SingaporeIDCard', 'MacaoIDCard', 'MainlandIDCard'),
    ...later(...objects('JapanIDCard', 'TaiWanIDCard'), { name: 'HMTPermitCard', type: 'HMTPermit' }),
  ],
  HMTPermit: texts('Name', 'EnglishName', 'Number', 'Sex', 'ValidDate', 'IssueAuthority', 'IssueAddress', 'Birthday'),
  MainlandIDCard: [
    ...texts('FullName', 'Sex', 'Nation', 'Birthday', 'LicenseNumber', 'FormattedAddress'),
    ...later(...texts('Authority', 'ValidDate')),
  ],
  NormalHKIDCard: [
    ...texts('ChineseName', 'FullName', 'RegistrationNumber', 'Sex', 'Birthday', 'Permanent', 'LicenseNumber', 'Symbol'),
    ...texts('IssuedDate', 'CurrentIssueDate'),
    ...later(...texts('HKIDVersion')),
  ],
  NormalIndonesiaIDCard: [
    ...texts('LicenseNumber', 'FullName', 'Birthday', 'Sex', 'BloodType', 'FormattedAddress', 'Street', 'Village', 'Area'),
    ...texts('Religion', 'MaritalStatus', 'Occupation', 'Nationality', 'DueDate', 'IssuedDate', 'Province', 'City'),
  ],
  NormalMLIDCard: texts('FullName', 'LicenseNumber', 'Sex', 'FormattedAddress', 'Type', 'Birthday'),
  NormalThailandIDCard: [
    ...texts('LicenseNumber', 'FullName', 'LastName', 'FirstName', 'Birthday', 'FormattedAddress', 'ExpirationDate', 'IssuedDate'),
    ...texts('RegistrationNumber', 'Religion', 'ThaiBirthday', 'ThaiExpirationDate', 'ThaiIssueDate'),
  ],
};
