import { describe, expect, it } from 'vitest';
import { main } from '../../../src/main.ts';
import { sha256 } from '../../support/foreign-signer.ts';
import { memoryRuntime } from '../../support/memory-runtime.ts';

interface Text {
  text: string | null;
  visible: string | null;
  bytes: number;
}

interface Explained {
  title: string;
  action: string;
  method: string;
  host: string;
  notSigned: string[];
  steps: { name: string; section: string | null; rules: string[]; inputs: (Text & { name: string })[]; output: Text }[];
}

async function explain(argv: readonly string[], env?: Record<string, string>): Promise<Explained> {
  const runtime = memoryRuntime(env ? { env } : {});
  const exitCode = await main(['sign', 'explain', ...argv, '--json'], runtime, '0.0.0');
  expect(exitCode, runtime.err()).toBe(0);
  return JSON.parse(runtime.out()) as Explained;
}

const moment = ['--timestamp', '1551113065'];
const cvm = ['call', 'tencent/cvm', 'X', '--api-version', '2017-03-12', '-p', 'Name=a b*', ...moment];
const job = ['vision', 'job', '4C467B38-3910-447D-87BC-AC049166F216', ...moment, '--nonce', 'n'];
const calls: [string, readonly string[]][] = [
  ['TC3', cvm],
  ['TC3 as a GET', [...cvm, '--http-method', 'get']],
  ['HmacSHA1', [...cvm, '--sign-method', 'hmac-sha1', '--nonce', '7']],
  ['HmacSHA256 as a GET', [...cvm, '--sign-method', 'hmac-sha256', '--http-method', 'get', '--nonce', '7']],
  ['RPC', job],
  ['RPC as a GET', [...job, '--http-method', 'get']],
  ['ACS3', [...job, '--sign-method', 'acs3']],
  ['ACS3 as a GET', [...job, '--sign-method', 'acs3', '--http-method', 'get']],
];

const shown = ({ title, action, method, host, notSigned, steps }: Explained): string =>
  [
    `${title}: ${method} ${host} ${action}`,
    ...steps.flatMap(({ name, section, rules, inputs, output }) => [
      `  ${name} (${section})`,
      ...rules.map((rule) => `    rule ${rule}`),
      ...inputs.map((input) => `    in ${input.name} (${input.bytes}): ${input.visible}`),
      `    out (${output.bytes}): ${output.visible}`,
    ]),
    `  not signed: ${notSigned.join(', ')}`,
  ].join('\n');

describe('sign explain', () => {
  it('shows each step of each signature as steps.txt has it, with and without a key', async () => {
    const texts: string[] = [];
    for (const [name, argv] of calls) {
      texts.push(`# ${name}\n${shown(await explain(argv))}`);
      texts.push(`# ${name}, without a key\n${shown(await explain(argv, {}))}`);
    }
    await expect(`${texts.join('\n\n')}\n`).toMatchFileSnapshot('steps.txt');
  });

  const nameOf = async (value: string, ...flags: string[]) => {
    const { steps } = await explain([...cvm, '-p', `Long=${value}`, '--sign-method', 'hmac-sha1', '--nonce', '7', ...flags]);
    return steps[0]?.inputs.find(({ name }) => name === 'Long')?.text;
  };

  it('shows 200 characters of a value, and only size and digest of more', async () => {
    expect(await nameOf('é'.repeat(200))).toBe('é'.repeat(200));
    expect(await nameOf('é'.repeat(201))).toBe(`<402 bytes, sha256 ${sha256('é'.repeat(201))}>`);
  });

  const bodyOf = async (length: number, ...flags: string[]) => {
    const { steps } = await explain(['call', 'tencent/cvm', 'X', '--api-version', '2017-03-12', '-p', `A=${'a'.repeat(length)}`, ...flags]);
    return steps[0]?.inputs[0];
  };

  it('shows 300 characters of a body', async () => {
    const start = '{"A":"';
    expect(await bodyOf(300 - start.length - 2)).toMatchObject({ text: `${start}${'a'.repeat(292)}"}`, bytes: 300 });
    expect(await bodyOf(301 - start.length - 2)).toMatchObject({ text: `${start}${'a'.repeat(293)}"…`, bytes: 301 });
  });

  it('shows only size and digest of a body that is neither JSON nor a form', async () => {
    expect((await bodyOf(3, '--body-format', 'multipart'))?.text).toMatch(/^<\d+ bytes, sha256 [0-9a-f]{64}>$/);
  });

  it('masks what is personal, unless the user asks for it', async () => {
    const argv = ['call', 'tencent', 'ApplySdkVerificationToken', '-p', 'Extra=Jane', '-p', 'CheckMode=1', ...moment, '--no-preflight'];
    const flags = ['--sign-method', 'hmac-sha1', '--nonce', '7'];
    const extra = async (...more: string[]) =>
      (await explain([...argv, ...flags, ...more])).steps[0]?.inputs.find(({ name }) => name === 'Extra')?.text;
    expect(await extra()).toBe('<masked, 4 bytes>');
    expect(await extra('--show-pii')).toBe('Jane');
    const { steps } = await explain([...argv, '--http-method', 'get']);
    expect(steps[1]?.inputs[2]).toMatchObject({ name: 'CanonicalQueryString', text: 'CheckMode=1&Extra=<masked, 4 bytes>' });
  });
});
