import { defineAction } from '../../../core/declare/action.ts';
import type { MediaParam } from '../../../core/declare/params.ts';
import { requestId } from '../../request-id.ts';
import { faceVerifyJudgement } from '../codes/face-verify-judgement.ts';
import { verifiedPhoto } from '../params/media.ts';
import { saf } from '../saf.ts';

const photo = (name: string, flag: string, help: string): MediaParam => ({
  name,
  type: 'String',
  aliases: [flag],
  required: true,
  media: verifiedPhoto,
  help,
});

export const executeRequest = defineAction({
  ...saf,
  name: 'ExecuteRequest',
  command: ['id', 'verify'],
  summary:
    'Compare a face with the photo of an identity document; no longer documented by the vendor, see `idv ekyc verify` and `idv ekyc compare`',
  params: [
    { name: 'Service', type: 'String', required: true, fixed: 'intl_face_verify', help: 'the service of ID Verification' },
    {
      name: 'ServiceParameters',
      type: 'FaceVerifyParameters',
      required: true,
      wire: 'json',
      unfolded: true,
      help: 'the parameters of the service, as JSON text',
      members: [
        photo('refFaceContent', 'ref-face', 'photo of the document'),
        photo('authFaceContent', 'auth-face', 'photo of the person, preferably from the device’s own camera'),
        {
          name: 'resourceCode',
          type: 'String',
          aliases: ['country'],
          required: true,
          // Only one code is public, and the pattern of the others is not.
          values: { '00840000': ['vn', 'vietnam'] },
          orElse: { pattern: /^(?=.*\d)[\w-]+$/, meaning: 'the resource code that the vendor gave for another country' },
          help: 'resource code of the person’s country',
        },
      ],
    },
  ],
  notices: [
    {
      when: () => true,
      text: 'the vendor no longer documents ID Verification of 2019: use idv ekyc verify, which also reads the document, or idv ekyc compare, which compares two photos',
    },
  ],
  output: [
    {
      name: 'Code',
      type: 'Integer',
      help: 'result of the request: 200 done, 400 a parameter is wrong, 402 the daily quota is used up, 403 not activated, 404 no such service, 500 an internal error',
    },
    { name: 'Message', type: 'String', help: 'the message in words' },
    { name: 'Data', type: 'FaceVerifyData', help: 'the verification; absent if the request was refused' },
    requestId,
  ],
  types: {
    FaceVerifyData: [
      { name: 'passed', type: 'String', help: 'whether the face is the one in the photo: true or false, as text' },
      {
        name: 'retCode',
        type: 'String',
        help: 'result of the verification: OK_SUCCESS done, SYSTEM_ERROR failed in the service, UNABLE_GET_IMAGE nothing to compare with, PROCESSING the photo could not be read yet',
      },
      { name: 'retCodeSub', type: 'String', help: 'a more detailed code, for questions to the vendor; do not base a decision on it' },
      { name: 'retMessage', type: 'String', help: 'the outcome in words, for questions to the vendor' },
      { name: 'extInfo', type: 'FaceVerifyExtInfo', help: 'score and attack; absent if the verification failed' },
    ],
    FaceVerifyExtInfo: [
      { name: 'result', type: 'String', help: 'the final outcome: true or false, as text' },
      { name: 'score', type: 'String', help: 'similarity of face and photo, 0 to 100 as text; no threshold is published' },
      {
        name: 'faceAttack',
        type: 'String',
        help: 'true if the photo is an attack, such as a picture of a picture or of a video; else false, as text',
      },
    ],
  },
  errors: ['400', '402', '403', '404', '500'],
  judgement: faceVerifyJudgement,
  readOnly: false,
  examples: [
    'idv id verify --ref-face id.jpg --auth-face selfie.jpg --resource-code 00840000',
    'idv id verify --ref-face id.jpg --auth-face selfie.jpg --country vn --region ap-southeast-1 --json',
    'idv id verify --ref-face id.jpg --auth-face selfie.jpg --country vn --sandbox --outcome spoof',
  ],
});
