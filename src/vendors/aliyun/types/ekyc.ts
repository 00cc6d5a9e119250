import type { Field, Need } from '../../../core/declare/action.ts';

/** The first members of every answer of the product. */
export const commonAnswerFields: readonly Field[] = [
  { name: 'Code', type: 'String', help: 'result of the call, not of the check: Success or 200; an error has its own code' },
  { name: 'Message', type: 'String', help: 'the result of the call in words' },
];

/** Whether the document is a copy; required if the check was requested. */
export const copyChecked = (when: Need['when']): Need => ({
  path: 'Result.ExtIdInfo.spoofInfo.spoofResult',
  type: 'String',
  ...(when ? { when } : {}),
});

/** Without its Code, an answer does not show that the service ran. */
export const serviceRan: readonly Need[] = [{ path: 'Code', type: 'String' }];

export const transactionId: Field = {
  name: 'TransactionId',
  type: 'String',
  help: 'the service’s id of the verification; its support asks for it',
};

export const subCode: Field = {
  name: 'SubCode',
  type: 'String',
  help: 'a more detailed code of the result: 200 for a pass; the vendor publishes no list of the others',
};

const recognisedTextField = (name: string, help: string): Field => ({ name, type: 'String', sensitive: true, help });

/** The data read from a document; the members depend on its type. */
const idInfo: readonly Field[] = [
  recognisedTextField('countryCode', 'country that issued it, three letters'),
  recognisedTextField('docType', 'type of the document'),
  recognisedTextField('idNumber', 'its number'),
  recognisedTextField('name', 'the complete name'),
  recognisedTextField('englishName', 'the name in Latin letters'),
  recognisedTextField('firstName', 'first name'),
  recognisedTextField('lastName', 'last name'),
  recognisedTextField('sex', 'sex of the holder'),
  recognisedTextField('dateOfBirth', 'date of birth'),
  recognisedTextField('birthDate', 'date of birth, for some documents'),
  recognisedTextField('issueDate', 'day of issue'),
  recognisedTextField('expiryDate', 'last day on which it is valid'),
  recognisedTextField('originOfIssue', 'where it was issued'),
];

/** The part of a result about the document, which is sent as JSON text. */
export const idInfoTypes: Readonly<Record<string, readonly Field[]>> = {
  EkycIdInfo: [
    { name: 'ocrIdPassed', type: 'String', help: 'whether the document was accepted: Y or N' },
    { name: 'spoofInfo', type: 'EkycSpoofInfo', help: 'whether the document is a copy; may be null' },
    { name: 'ocrIdInfo', type: 'EkycIdText', sensitive: true, help: 'what was read from it; may be null' },
    { name: 'idFaceQualityScore', type: 'Float', help: 'quality of the face on it; may be null' },
  ],
  EkycSpoofInfo: [
    { name: 'spoofResult', type: 'String', help: 'Y: the document is a copy or a picture of a screen; N: it is not' },
    { name: 'spoofType', type: 'Array of String', help: 'how it was copied, for example SCREEN_REMARK; empty if it was not' },
  ],
  EkycIdText: idInfo,
};

/** Scores of one face; the vendor documents 0 to 100 for some of them. */
export const qualityScores: readonly Field[] = [
  { name: 'FaceQualityScore', type: 'Float', help: 'overall quality of the face; only if FaceQualityCheck was asked for' },
  { name: 'IlluminationScore', type: 'Float', help: 'how well it is lit; only if FaceQualityCheck was asked for' },
  { name: 'KaOcclusionScore', type: 'Float', help: 'how much its key parts are covered; only if FaceQualityCheck was asked for' },
  { name: 'OcclusionScore', type: 'Float', help: 'how much it is covered; only if FaceQualityCheck was asked for' },
  { name: 'SharpnessScore', type: 'Float', help: 'how sharp it is; only if FaceQualityCheck was asked for' },
];
