import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const idv = join(import.meta.dirname, '..', '..', 'bin', 'idv.js');
const shell = promisify(execFile);

/** The environment in which the built command runs, as for a user. */
const env = {
  PATH: process.env.PATH,
  HOME: '',
  TENCENTCLOUD_SECRET_ID: 'sandbox-id',
  TENCENTCLOUD_SECRET_KEY: 'sandbox-key',
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'sandbox-id',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'sandbox-key',
};

const photo = 'fixtures/portrait.jpg';
const compare = ['compare', '--image', photo, '--video', 'fixtures/selfie-3s.mp4'];
const verify = ['id', 'verify', '--ref-face', photo, '--auth-face', photo, '--country', 'vn'];

let folder: string;
let sandbox: ChildProcess;
let url: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idv-system-'));
  env.HOME = folder;
  const child = spawn(process.execPath, [idv, 'sandbox', '--json'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  sandbox = child;
  const [line] = await once(createInterface(child.stdout), 'line');
  url = JSON.parse(line as string).url;
});
afterAll(async () => {
  sandbox.kill('SIGTERM');
  await rm(folder, { recursive: true, force: true });
});

describe('curl', () => {
  it.each([
    ['Tencent Cloud', compare, '"Result":"Success"'],
    ['Alibaba Cloud, a form with its signature', verify, '"Code":200'],
    ['Alibaba Cloud, a URL with a photo', ['vision', 'liveness', '--image', photo, '--http-method', 'get'], '"Suggestion":"pass"'],
    ['Alibaba Cloud, with ACS3', [...verify, '--sign-method', 'acs3'], '"Code":200'],
    ['Alibaba Cloud, with an answer in XML', [...verify, '--wire-format', 'xml'], '<Code>200</Code>'],
  ])('can run the output of --dry-run=curl, and the sandbox accepts the request: %s', async (_what, argv, said) => {
    const flags = ['--endpoint', url, '--save-dir', folder, '--dry-run=curl'];
    const { stdout: command } = await shell(process.execPath, [idv, ...argv, ...flags], { env });
    expect(command.length).toBeLessThan(4000);
    const { stdout } = await shell('sh', ['-c', command], { env });
    expect(stdout).toContain(said);
  });
});

describe('a running sandbox', () => {
  it('keeps an upload for the next command', async () => {
    const detect = [idv, 'vision', 'detect', '--image', photo, '--endpoint', url, '--query', 'response.Data.FaceCount'];
    const { stdout, stderr } = await shell(process.execPath, detect, { env });
    expect(stdout.trim()).toBe('1');
    expect(stderr).toContain('--image: uploaded');
    expect(stderr).toContain('sandbox: no face was compared');
  });
});
