import { defineAction } from '../../../core/action.ts';
import type { MediaParam } from '../../../core/params.ts';
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
  summary: 'Compare a face with the photo of an identity document, and look for an attack',
  params: [
    { name: 'Service', type: 'String', required: true, fixed: 'intl_face_verify', help: 'the service of ID Verification' },
    {
      name: 'ServiceParameters',
      type: 'FaceVerifyParameters',
      required: true,
      wire: 'json',
      unfolded: true,
      help: 'its parameters, as JSON text',
      members: [
        photo('refFaceContent', 'ref-face', 'photo of the document'),
        photo('authFaceContent', 'auth-face', 'photo of the person, best from the device’s own camera'),
        {
          name: 'resourceCode',
          type: 'String',
          aliases: ['country'],
          required: true,
          // One code is public; how the others are made up is not.
          values: { '00840000': ['vn', 'vietnam'] },
          orElse: { pattern: /^(?=.*\d)[\w-]+$/, meaning: 'the resource code that the vendor gave for another country' },
          help: 'resource code of the person’s country',
        },
      ],
    },
  ],
  output: [
    { name: 'Code', type: 'Integer' },
    { name: 'Message', type: 'String' },
    { name: 'Data', type: 'FaceVerifyData' },
    { name: 'RequestId', type: 'String' },
  ],
  types: {
    FaceVerifyData: [
      { name: 'passed', type: 'String' },
      { name: 'retCode', type: 'String' },
      { name: 'retCodeSub', type: 'String' },
      { name: 'retMessage', type: 'String' },
      { name: 'extInfo', type: 'FaceVerifyExtInfo' },
    ],
    FaceVerifyExtInfo: [
      { name: 'result', type: 'String' },
      { name: 'score', type: 'String' },
      { name: 'faceAttack', type: 'String' },
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
