import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** What a request means for the user who pays. The role and the fault decide how a command ends. */
export type Role = 'paid' | 'issue' | 'read' | 'poll' | 'poll after issue' | 'grant' | 'upload' | 'file of a read' | 'file of a paid call';

export const picture = readFileSync('fixtures/portrait.jpg');
const md5 = createHash('md5').update(picture).digest('hex');
export const requestId = '7e2f1b1e-9a77-4c3f-8c8e-5d2f0a1b2c3d';
export const token = 'tok-1234567890';

/** A command, and its requests in order. Each answer is the one that a service gives if nothing goes wrong. */
export interface Kind {
  name: string;
  argv: readonly string[];
  requests: readonly { role: Role; answer(origin: string): { body: Buffer; type: string } }[];
}

const json = (value: unknown) => ({ body: Buffer.from(JSON.stringify(value)), type: 'application/json' });
const tencent = (fields: (origin: string) => object) => (origin: string) => json({ Response: { ...fields(origin), RequestId: requestId } });
const aliyun = (fields: object) => () => json({ ...fields, RequestId: requestId });
const fileAt = (origin: string) => ({ Url: `${origin}/file`, MD5: md5, Size: picture.length });

const clip = { Result: 'Success', Description: 'ok', Sim: 96.3 };
const done = { Result: '0', Description: 'Success', Similarity: '96.3' };
const photo = ['--image', 'fixtures/portrait.jpg'];
const film = ['--video', 'fixtures/selfie-3s.mp4'];
const twoPictures = ['--image-a', 'fixtures/portrait.jpg', '--image-b', 'fixtures/portrait.jpg'];

const grant = {
  role: 'grant',
  answer: tencent((origin) => ({ UploadUrl: `${origin}/put`, ResourceUrl: `${origin}/resource`, ExpiredTimestamp: 1_767_330_245 })),
} as const;
const upload = { role: 'upload', answer: () => ({ body: Buffer.alloc(0), type: 'text/plain' }) } as const;
const issue = { role: 'issue', answer: tencent(() => ({ SdkToken: token })) } as const;
const file = (role: Role) => ({ role, answer: () => ({ body: picture, type: 'image/jpeg' }) });
const found = (role: Role) => ({ role, answer: tencent((origin) => ({ ...done, BestFrame: fileAt(origin) })) });

export const kinds: readonly Kind[] = [
  {
    name: 'a paid call of Tencent Cloud',
    argv: ['compare', ...photo, ...film],
    requests: [{ role: 'paid', answer: tencent(() => ({ ...clip, BestFrameBase64: null })) }],
  },
  {
    name: 'a paid call of Alibaba Cloud',
    argv: ['vision', 'compare', ...twoPictures],
    requests: [
      {
        role: 'paid',
        answer: aliyun({
          Data: {
            Confidence: 90.1,
            Thresholds: [61, 69, 75],
            QualityScoreA: 98,
            QualityScoreB: 98,
            LandmarksAList: [],
            LandmarksBList: [],
            RectAList: [1, 1, 9, 9],
            RectBList: [1, 1, 9, 9],
          },
        }),
      },
    ],
  },
  {
    name: 'a call that is not in the catalogue',
    argv: ['call', 'tencent', 'BrandNewAction', '-p', 'Text=x'],
    requests: [{ role: 'paid', answer: tencent(() => ({ Text: 'x' })) }],
  },
  { name: 'issuing a token', argv: ['faceid', 'token'], requests: [issue] },
  { name: 'reading a result', argv: ['liveness', 'result', token], requests: [found('read')] },
  { name: 'waiting for a result', argv: ['liveness', 'result', token, '--wait', '--wait-timeout', '20'], requests: [found('poll')] },
  {
    name: 'issuing a token and waiting',
    argv: ['liveness', 'token', '--wait', '--wait-timeout', '20'],
    requests: [issue, found('poll after issue')],
  },
  {
    name: 'uploading and comparing',
    argv: ['video', 'compare', ...photo, ...film, '--liveness', 'silent'],
    requests: [grant, upload, grant, upload, { role: 'paid', answer: tencent(() => ({ ...clip, BestFrame: null })) }],
  },
  {
    name: 'saving the file of a result',
    argv: ['liveness', 'result', token, '--save-dir', 'SAVE'],
    requests: [found('read'), file('file of a read')],
  },
  {
    name: 'saving the file of a paid call',
    argv: ['video', 'compare', '--image-url', 'https://a.example/a', '--image-md5', md5, '--video-url', 'https://a.example/v'].concat([
      '--video-md5',
      md5,
      '--liveness',
      'silent',
      '--save-dir',
      'SAVE',
    ]),
    requests: [{ role: 'paid', answer: tencent((origin) => ({ ...clip, BestFrame: fileAt(origin) })) }, file('file of a paid call')],
  },
];
