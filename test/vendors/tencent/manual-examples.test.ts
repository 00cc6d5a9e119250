import { describe, expect, it } from 'vitest';
import { main } from '../../../src/main.ts';
import { memoryRuntime } from '../../support/memory-runtime.ts';
import { declared, manual } from '../../support/tencent-manual.ts';

/** Every example request of the manual, as a command. The manual has placeholders for pictures and clips; `idv call` sends them as text. */

interface Example {
  action: string;
  /** The members in the manual's order. */
  body: Readonly<Record<string, string | number | boolean>>;
  /** The action's own command, if it can send the example. It cannot send text instead of a picture, or a card of the type abc. */
  command?: readonly string[];
}

const file =
  'https://faceid-resource-sg-1254418846.cos.ap-singapore.myqcloud.com/faceid%2FApplyWebVerificationToken%2F1300268875%2F20b11b59-572d-406d-8d94-e6e05782134c';
const fileMd5 = 'd41d8cd98f00b204e9800998ecf8427e';
const media = ['--image', 'fixtures/portrait.jpg', '--video', 'fixtures/selfie-3s.mp4'];
const given = (text: string, count: number): string => `${text}... (total length:${count})`;
const picture = `${given('iVBORw0KGg', 121036)}s97n//2Q==`;
const clip = `${given('AAAAGGZ0eX', 1651021)}AAwAAAAEecg=`;

const examples: readonly Example[] = [
  {
    action: 'CompareFaceLiveness',
    body: { ImageBase64: picture, VideoBase64: clip, LivenessType: 'ACTION', ValidateData: '4,2' },
    command: ['compare', ...media, '--liveness', 'action', '--actions', '4,2'],
  },
  {
    action: 'CompareFaceLiveness',
    body: { LivenessType: 'SILENT', ImageBase64: picture, VideoBase64: clip, ValidateData: '' },
    command: ['compare', ...media, '--liveness', 'silent', '--actions', ''],
  },
  {
    action: 'CompareFaceLiveness',
    body: {
      ImageBase64: picture.replace('... ', '...'),
      VideoBase64: clip.replace('... ', '...'),
      LivenessType: 'ACTION',
      ValidateData: '1',
    },
    command: ['compare', ...media, '--liveness', 'ACTION', '--validate-data', '1'],
  },
  {
    action: 'GetFaceIdTokenIntl',
    body: { CheckMode: 'liveness', SecureLevel: '4', Extra: 'idxxxx' },
    command: ['faceid', 'token', '--check-mode', 'liveness', '--secure-level', '4', '--extra', 'idxxxx'],
  },
  {
    action: 'GetFaceIdResultIntl',
    body: { SdkToken: 'aaaa6d62-b2b2-4634-9662-919a5ac729ab' },
    command: ['faceid', 'result', 'aaaa6d62-b2b2-4634-9662-919a5ac729ab'],
  },
  {
    action: 'GetWebVerificationResultIntl',
    body: { BizToken: 'EE13636D-1985-42CA-BD61-73F4C8B687E6' },
    command: ['web', 'result', 'EE13636D-1985-42CA-BD61-73F4C8B687E6'],
  },
  {
    action: 'ApplyWebVerificationBizTokenIntl',
    body: {
      CompareImageBase64: 'xBQAAACBjSFJNAAB6***AAAASUVORK5CYII=',
      RedirectURL: 'https://www.tencentcloud.com/products/faceid',
      Extra: 'ExtraString',
    },
    command: [
      ...['web', 'token', '--compare-image', 'fixtures/portrait.png'],
      ...['--redirect-url', 'https://www.tencentcloud.com/products/faceid', '--extra', 'ExtraString'],
    ],
  },
  {
    action: 'ApplySdkVerificationToken',
    body: { CheckMode: 1, SecurityLevel: 4, NeedVerifyIdCard: true, Extra: 'fewfewf', IdCardType: 'HK' },
    command: [
      ...['sdk', 'token', '--check-mode', '1', '--security-level', '4', '--need-verify-id-card'],
      ...['--extra', 'fewfewf', '--id-card-type', 'HK'],
    ],
  },
  {
    action: 'GetSdkVerificationResult',
    body: { SdkToken: 'D2B55F0C-FB5D-4FB6-8765-3E931EBBFC79' },
    command: ['sdk', 'result', 'D2B55F0C-FB5D-4FB6-8765-3E931EBBFC79'],
  },
  {
    action: 'GetCardVerificationResult',
    body: { CardVerificationToken: 'abc' },
    command: ['card', 'result', 'abc'],
  },
  {
    action: 'ApplyCardVerification',
    body: {
      ImageBase64Front: 'abc',
      ImageBase64Back: 'abc',
      ImageUrlFront: 'abc',
      ImageUrlBack: 'abc',
      Nationality: 'abc',
      CardType: 'abc',
    },
  },
  {
    action: 'ApplyLivenessToken',
    body: { SecureLevel: '1' },
    command: ['liveness', 'token', '--secure-level', '1'],
  },
  {
    action: 'GetLivenessResult',
    body: { SdkToken: 'D2B55F0C-FB5D-4FB6-8765-3E931EBBFC79' },
    command: ['liveness', 'result', 'D2B55F0C-FB5D-4FB6-8765-3E931EBBFC79'],
  },
  {
    action: 'GenerateReflectSequence',
    body: { DeviceDataUrl: file, DeviceDataMd5: fileMd5 },
    command: ['reflect', 'sequence', '--device-data-url', file, '--device-data-md5', fileMd5],
  },
  {
    action: 'DetectReflectLivenessAndCompare',
    body: { ImageMd5: fileMd5, LiveDataUrl: file, ImageUrl: file, LiveDataMd5: fileMd5 },
    command: [
      ...['reflect', 'compare', '--image-md5', fileMd5, '--live-data-url', file],
      ...['--image-url', file, '--live-data-md5', fileMd5],
    ],
  },
];

async function run(argv: readonly string[]) {
  const runtime = memoryRuntime();
  const exitCode = await main(argv, runtime, '0.0.0');
  return { exitCode, out: runtime.out(), err: runtime.err() };
}

/** The action and the body of the request. */
async function sent(argv: readonly string[]): Promise<{ action: string | undefined; body: string }> {
  const { exitCode, out } = await run([...argv, '--dry-run=http']);
  expect(exitCode).toBe(0);
  const [head = '', body = ''] = out.split('\r\n\r\n');
  return { action: /^X-TC-Action: (.*?)\r?$/m.exec(head)?.[1], body };
}

it('the manual has fifteen examples, which include every action that it describes', () => {
  expect(examples).toHaveLength(15);
  expect([...new Set(examples.map(({ action }) => action))].sort()).toEqual(Object.keys(manual.actions).sort());
});

describe.each(examples.map((example, index) => [index + 1, example.action, example] as const))(
  'example %i, %s',
  (_index, action, example) => {
    it('is sent by idv call with exactly the same body', async () => {
      const params = Object.entries(example.body).flatMap(([name, value]) => ['-p', `${name}=${value}`]);
      expect(await sent(['call', 'tencent', action, ...params])).toEqual({ action, body: JSON.stringify(example.body) });
    });

    it('is sent by the action’s own command with files instead of placeholders, or is refused', async () => {
      if (!example.command) {
        const { command } = declared(action);
        const own = await run([...command, '--nationality', 'abc', '--card-type', 'abc', '--image-url-front', 'abc', '--dry-run']);
        expect(own).toMatchObject({ exitCode: 2, out: '', err: expect.stringContaining("--card-type: 'abc' is not valid, and 2 more") });
        return;
      }
      const { action: named, body } = await sent(example.command);
      expect(named).toBe(action);
      const values = JSON.parse(body) as Record<string, unknown>;
      const isPlaceholder = (name: string): boolean => declared(action).params.some((param) => param.name === name && 'media' in param);
      const plain = (all: Readonly<Record<string, unknown>>) =>
        Object.fromEntries(Object.entries(all).filter(([name]) => !isPlaceholder(name)));
      expect(plain(values)).toEqual(plain(example.body));
      expect(Object.keys(values).sort()).toEqual(Object.keys(example.body).sort());
    });
  },
);

/** From the vendor's pages, for actions that the manual lists and does not describe. */
describe('the sample of the vendor’s pages', () => {
  const encoded =
    'https%3A%2F%2Fsingapore-1257237511.cos.ap-singapore.myqcloud.com%2Ffaceid%2F%2Ftest.png%3Fq-sign-algorithm%3Dsha1%26q-sign-time%3D1637288206%3B1637291806';
  const uploaded = { RedirectUrl: 'https://www.domain.com/result/callback', CompareImageUrl: encoded };
  const md5 = '2455b660dfe11f7e00ddf4831603d897';

  it.each([
    [
      'ApplyWebVerificationToken',
      { ...uploaded, CompareImageMd5: md5 },
      ['web-v1', 'token', '--redirect-url', uploaded.RedirectUrl, '--compare-image-url', encoded, '--compare-image-md5', md5],
    ],
    ['CreateUploadUrl', { TargetAction: 'ApplyWebVerificationToken' }, ['upload', 'url', '--target-action', 'ApplyWebVerificationToken']],
  ])('for %s is sent by the action’s command', async (action, body, command) => {
    expect(await sent(command)).toEqual({ action, body: JSON.stringify(body) });
  });
});

describe('NeedVerifyIdCard, which the manual sends and no longer describes', () => {
  const sdkToken = ['sdk', 'token', '--check-mode', '1', '--need-verify-id-card'];
  const notice = 'the vendor no longer uses NeedVerifyIdCard (retired 2024-05); sent anyway';

  it('causes a notice, and the sandbox accepts it', async () => {
    const { exitCode, err } = await run([...sdkToken, '--sandbox']);
    expect(exitCode).toBe(0);
    expect(err.split('\n')).toContain(`--need-verify-id-card: ${notice}`);
  });

  it('causes the notice also with idv call', async () => {
    const { err } = await run(['call', 'tencent', 'ApplySdkVerificationToken', '-p', 'NeedVerifyIdCard=true', '--sandbox']);
    expect(err.split('\n')).toContain(`--param: ${notice}`);
  });

  it('is marked as retired in the catalogue', async () => {
    const { out } = await run(['actions', 'show', 'ApplySdkVerificationToken', '--json']);
    const params = JSON.parse(out).params as { name: string }[];
    expect(params.find(({ name }) => name === 'NeedVerifyIdCard')).toMatchObject({ type: 'Boolean', retired: '2024-05' });
  });
});
