import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recognise } from '../../src/app/sign/theirs/recognise.ts';
import { query, queryProblem } from '../../src/cli/show/query.ts';
import { parseText } from '../../src/config/files/parse-text.ts';
import { parseConfig } from '../../src/config/schema.ts';
import { IdvError } from '../../src/core/errors.ts';
import { judge } from '../../src/core/judge/judge.ts';
import { main } from '../../src/main.ts';
import { probe } from '../../src/media/probe.ts';
import { createHandler } from '../../src/sandbox/handler.ts';
import type { ReceivedRequest } from '../../src/sandbox/wire/received-request.ts';
import { parseXml } from '../../src/vendors/aliyun/answer/xml.ts';
import { declaredVendors } from '../../src/vendors/catalogue.ts';
import { vendors } from '../../src/vendors/registry.ts';
import { foreignAcs3, foreignRpc, foreignTc3, foreignV1 } from '../support/foreign-signer.ts';
import { memoryRuntime } from '../support/memory-runtime.ts';

/**
 * For any input, idv ends with a result or with an error of its own. Together with the other tests, each target runs at most 200 times;
 * `npm run fuzz` sets IDV_FUZZ_RUNS for many more runs.
 */

const runs = Number(process.env.IDV_FUZZ_RUNS ?? 200);
const timeout = 60_000 + runs * 50;
const root = join(import.meta.dirname, '../..');
const file = (path: string): Buffer => readFileSync(join(root, path));

/** A sample in which up to five pieces are removed, inserted or replaced. */
const damaged = (samples: readonly Buffer[]): fc.Arbitrary<Buffer> =>
  fc
    .tuple(
      fc.constantFrom(...samples),
      fc.array(fc.tuple(fc.nat(), fc.nat(60), fc.oneof(fc.uint8Array({ maxLength: 8 }), fc.constantFrom(...samples))), { maxLength: 5 }),
    )
    .map(([sample, edits]) =>
      edits.reduce<Buffer>((now, [place, length, put]) => {
        const at = place % (now.length + 1);
        return Buffer.concat([now.subarray(0, at), put.subarray(0, 200), now.subarray(at + length)]);
      }, sample),
    );

const damagedText = (...samples: string[]): fc.Arbitrary<string> => damaged(samples.map((text) => Buffer.from(text))).map(String);

/** Runs `use`. It may only throw an IdvError, and not one that reports a bug in idv. */
async function orRefused<T>(use: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await use();
  } catch (error) {
    expect(error).toBeInstanceOf(IdvError);
    expect((error as IdvError).category).not.toBe('internal');
    return undefined;
  }
}

/** Runs `use` with random values, and first with the examples. */
const check = <T>(given: fc.Arbitrary<T>, use: (value: T) => unknown, numRuns = runs, examples: T[] = []): Promise<void> =>
  fc.assert(
    fc.asyncProperty(given, async (value) => {
      await use(value);
    }),
    { numRuns: numRuns + examples.length, examples: examples.map((value) => [value]) },
  );

const media = ['portrait.jpg', 'portrait.png', 'selfie-1s.mp4', 'selfie-3s.avi', 'selfie-3s.flv', 'selfie-3s.webm'].map((name) =>
  file(`fixtures/${name}`).subarray(0, 20_000),
);
const [tc3, acs3] = [foreignTc3({}), foreignAcs3({})];
const v1 = foreignV1({
  params: {
    Action: 'GetFaceIdResultIntl',
    Nonce: '1',
    SecretId: 'sandbox-id',
    SdkToken: 'abc',
    Timestamp: '1551113065',
    Version: '2018-03-01',
  },
});
const rpc = foreignRpc({
  params: { AccessKeyId: 'sandbox-id', Action: 'GetAsyncJobResult', JobId: 'abc', SignatureNonce: 'n', Timestamp: '2019-02-25T16:44:25Z' },
});

describe('damaged input leads to a result or to a known error', () => {
  it('if it is a photo or a clip', { timeout }, () => check(damaged(media), (bytes) => probe(bytes)));

  it('if it is XML', { timeout }, () =>
    check(
      damagedText(
        '<A><B>1</B><B>&lt;&#x41;</B></A>',
        '<?xml version="1.0"?><Error><Code>X</Code><!-- c --><M><![CDATA[<]]></M></Error>',
        '<a/>',
      ),
      (text) => orRefused(() => parseXml(text)),
    ),
  );

  it('if it is an answer, and a pass always lists what was checked', { timeout }, async () => {
    const answers = [...JSON.parse(file('test/manual/tencent-answers.json').toString()).map((each: unknown) => JSON.stringify(each))].slice(
      0,
      60,
    );
    const samples = [
      ...answers,
      '{"Response":{"Sim":96.3,"Result":"Success","Description":"ok","BestFrameBase64":null,"RequestId":"r"}}',
      '{"Code":200,"Message":"OK","RequestId":"r","Data":"{\\"passed\\":\\"true\\",\\"extInfo\\":{\\"score\\":\\"99.0\\"}}"}',
      '<CompareFaceResponse><RequestId>r</RequestId><Data><Confidence>88.1</Confidence></Data></CompareFaceResponse>',
    ];
    const actions = vendors.flatMap((vendor) => vendor.actions.map((action) => ({ vendor, action })));
    const codes = new Map(await Promise.all(vendors.map(async (vendor) => [vendor, await vendor.loadCodes()] as const)));
    let passes = 0;
    const use = ([text, { vendor, action: asked }, status]: [string, (typeof actions)[number], number]) =>
      orRefused(async () => {
        const response = { status, headers: { 'content-type': 'application/json' }, body: Buffer.from(text) };
        const answer = await vendor.decode(response, asked);
        const judged = judge(answer, { action: asked, isKnown: true, codes: codes.get(vendor) ?? {}, threshold: undefined });
        if (judged.verdict !== 'pass' || !asked.judgement || asked.judgement.ofJob) return;
        passes += 1;
        expect(judged.checked.length).toBeGreaterThan(0);
      });
    // Random damage hardly ever leaves a pass, so each sample is also tried undamaged, as the answer to each action.
    const undamaged = samples.flatMap((text) => actions.map((each): Parameters<typeof use>[0] => [text, each, 200]));
    await check(fc.tuple(damagedText(...samples), fc.constantFrom(...actions), fc.constantFrom(200, 400, 503)), use, runs, undamaged);
    expect(passes).toBeGreaterThan(2);
  });

  it('if it is a configuration file', { timeout }, () => {
    const yaml =
      'defaultProfiles: { tencent: a }\nprofiles:\n  a: { provider: tencent, secretId: AKIDx, secretKey: "y" }\n  b: &b\n    <<: *b\n';
    const json = '{"profiles":{"a":{"provider":"aliyun","accessKeyId":"LTAIx","accessKeySecret":"y","timeout":5}}}';
    return check(fc.tuple(damagedText(yaml, json), fc.constantFrom('.faceidrc', '.faceidrc.json', 'package.json')), ([text, path]) =>
      orRefused(() => {
        const content = parseText(path, text);
        if (content !== undefined) parseConfig(content, path, declaredVendors);
      }),
    );
  });

  it('if it is a request to the sandbox', { timeout }, async () => {
    const handle = await createHandler({
      rateLimit: false,
      nowMs: () => 1_551_113_065_000,
      uuid: () => '00000000-0000-4000-8000-000000000000',
    });
    const samples = [tc3.http, acs3.http, v1.http, rpc.http].map((text) => Buffer.from(text));
    await check(damaged(samples), async (bytes) => {
      const text = bytes.toString('latin1');
      const end = text.indexOf('\r\n\r\n');
      const [first = '', ...lines] = text.slice(0, end < 0 ? text.length : end).split('\r\n');
      const [method = 'POST', target = '/'] = first.split(' ');
      const headers = lines.map((line): [string, string] => [
        line.slice(0, Math.max(0, line.indexOf(':'))),
        line.slice(line.indexOf(':') + 1).trim(),
      ]);
      const body = end < 0 ? Buffer.alloc(0) : bytes.subarray(end + 4);
      const request: ReceivedRequest = {
        method,
        target,
        headers,
        body,
        bodyBytes: body.length,
        port: 4567,
      };
      const reply = await handle(request);
      expect(reply.status).toBeGreaterThanOrEqual(200);
      expect(reply.status).toBeLessThan(600);
    });
  });

  it('if it is a query', { timeout }, () => {
    const expressions = [
      'a.b[?c == `1`].{x: y, z: keys(@)} | [0]',
      'sort_by(list, &n)[::-1]',
      'constructor.__proto__',
      'join(`", "`, list[*].n)',
      'length(@) > `2` && !a || b',
    ];
    const value = { a: { b: [{ c: 1, y: 2 }] }, list: [{ n: 1 }, { n: 2 }], b: null };
    return check(damagedText(...expressions), async (expression) => {
      await queryProblem(expression);
      await orRefused(() => query(value, expression));
    });
  });

  it('if it is a request or a text that another program signed', { timeout }, () =>
    check(
      damaged(
        [tc3.canonical, tc3.toSign, tc3.authorization, tc3.curl, tc3.http, acs3.http, v1.toSign, v1.address, rpc.toSign].map((text) =>
          Buffer.from(text),
        ),
      ),
      (bytes) => orRefused(() => recognise(bytes, async () => ({ problem: 'no file is read here' }))),
    ),
  );

  it('if it is a command line', { timeout }, () => {
    const words = [
      'compare',
      'faceid',
      'token',
      'result',
      'vision',
      'card',
      'call',
      'tencent',
      'explain',
      'actions',
      'show',
      'help',
      'sign',
      'explain',
      '--',
      '--json',
      '-o',
      'table',
      '--query',
      '@',
      '--extra',
      '--param',
      'a=1',
      'a:=[1',
      '--dry-run',
      '--dry-run=json',
      '--region',
      '--timestamp',
      '1551113065',
      '--threshold',
      '70',
      '--redact',
      '--show-pii',
      '',
      '-',
      'x',
    ];
    return check(
      fc.array(
        fc.oneof(
          { weight: 9, arbitrary: fc.constantFrom(...words) },
          { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
        ),
        { maxLength: 7 },
      ),
      async (argv) => {
        const runtime = memoryRuntime({
          openTransport: async () => ({
            send: () => Promise.reject(new IdvError('network', 'no network', { code: 'none' })),
            close: async () => undefined,
          }),
        });
        expect(await main(argv, runtime, '0.0.0')).not.toBe(70);
      },
      // A complete command takes thirty times as long as a parser.
      Math.ceil(runs / 30),
    );
  });
});
