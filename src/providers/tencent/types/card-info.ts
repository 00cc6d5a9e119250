import type { Field } from '../../../core/action.ts';
import { later, objects, texts } from './members.ts';
import { sharedCards } from './shared-cards.ts';

const nigerian = ['LastName', 'FirstName', 'LicenseNumber', 'Age', 'Birthday', 'IssuedCountry'] as const;

/** A CardInfo, of which one member is filled, and every document below it. */
export const cardInfoTypes: Readonly<Record<string, readonly Field[]>> = {
  ...sharedCards,
  CardInfo: [
    ...objects('HKIDCard', 'MLIDCard', 'PhilippinesVoteID', 'IndonesiaIDCard', 'PhilippinesDrivingLicense', 'PhilippinesTinID'),
    ...objects('PhilippinesSSSID', 'PhilippinesUMID', 'InternationalIDPassport', 'GeneralCard', 'IndonesiaDrivingLicense'),
    ...objects('ThailandIDCard', 'SingaporeIDCard', 'MacaoIDCard'),
    ...later(...objects('TaiWanIDCard', 'JapanIDCard', 'BangladeshIDCard', 'NigeriaIDCard', 'NigeriaDrivingLicense')),
    ...later(...objects('PakistanIDCard', 'PakistanDrivingLicense')),
  ],
  BangladeshIDCard: texts('LastName', 'FirstName', 'LicenseNumber', 'Age', 'Birthday', 'IssuedCountry'),
  HKIDCard: [
    ...texts('CnName', 'EnName', 'TelexCode', 'Sex', 'Birthday', 'Permanent', 'IdNum', 'Symbol'),
    ...texts('FirstIssueDate', 'CurrentIssueDate'),
  ],
  IndonesiaIDCard: [
    ...texts('NIK', 'Nama', 'TempatTglLahir', 'JenisKelamin', 'GolDarah', 'Alamat', 'RTRW', 'KelDesa', 'Kecamatan', 'Agama'),
    ...texts('StatusPerkawinan', 'Perkerjaan', 'KewargaNegaraan', 'BerlakuHingga', 'IssuedDate', 'Provinsi', 'Kota'),
  ],
  MLIDCard: texts('Name', 'ID', 'Sex', 'Address', 'Type', 'Birthday'),
  NigeriaDrivingLicense: texts(...nigerian, 'ExpirationDate', 'IssuedDate', 'Sex'),
  NigeriaIDCard: texts(...nigerian, 'Sex'),
  PakistanDrivingLicense: texts('LastName', 'FirstName', 'LicenseNumber', 'Age', 'Birthday', 'IssuedCountry'),
  PakistanIDCard: texts('LastName', 'FirstName', 'LicenseNumber', 'Age', 'Birthday', 'IssuedCountry'),
  ThailandIDCard: [...texts('LastName', 'FirstName', 'LicenseNumber', 'DateOfBirth', 'DateOfExpiry', 'DateOfIssue', 'IssuedCountry')],
};
