import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { greyImage } from '../../../src/sandbox/files/sample-files.ts';
import type { RequestHandler } from '../../../src/sandbox/handler.ts';
import { tencentActions } from '../../../src/vendors/tencent/actions/list.ts';
import { actionNamed, call, goodCall } from '../../support/sandbox-calls.ts';
import { codeOf, controlRequest, goodValues, handler, jsonOf, received, responseOf, smallVideo } from '../../support/sandbox-requests.ts';

const send = (handle: RequestHandler, method: string, path: string, body?: unknown) => handle(controlRequest(method, path, body));

const journal = async (handle: RequestHandler): Promise<Record<string, unknown>[]> => {
  const { requests } = jsonOf(await send(handle, 'GET', 'requests'));
  return requests as Record<string, unknown>[];
};

describe('the journal', () => {
  it('shows a request with digests of its media and a masked signature', async () => {
    const handle = await handler();
    await handle(received());
    const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
    expect(await journal(handle)).toEqual([
      {
        time: '2026-01-15T12:00:00.000Z',
        provider: 'tencent',
        method: 'POST',
        action: 'CompareFaceLiveness',
        version: '2018-03-01',
        region: 'ap-singapore',
        id: 'sandbox-id',
        authorization:
          'TC3-HMAC-SHA256 Credential=sandbox-id/2026-01-15/faceid/tc3_request, SignedHeaders=content-type;host, Signature=<masked>',
        params: {
          ImageBase64: `<image/jpeg, 174 bytes, sha256 ${digest(greyImage())}>`,
          VideoBase64: `<video/x-flv, 163 bytes, sha256 ${digest(smallVideo())}>`,
          LivenessType: 'SILENT',
        },
        bodyBytes: received().body.length,
        outcome: 'Success',
        code: 'Success',
        requestId: 'request-1',
      },
    ]);
  });

  it('shows no image, no key, and no undeclared parameter', async () => {
    const handle = await handler();
    const values = { ...goodValues(), IdCardNumber: 'S1234567D', ImageBase64: 'an image’s text' };
    await handle(received({ values, credentials: { id: 'sandbox-id', secret: 'sandbox-key' } }));
    const text = JSON.stringify(await journal(handle));
    expect(text).toContain('"IdCardNumber":"<String, 9 characters>"');
    expect(text).toContain('"code":"UnknownParameter"');
    expect(text).not.toMatch(/S1234567D|sandbox-key|an image/);
    expect(text).not.toContain(greyImage().toString('base64'));
  });

  it('does not show an Authorization that it cannot read', async () => {
    const handle = await handler();
    const request = received();
    await handle({
      ...request,
      headers: [
        ['Authorization', 'Bearer my-secret'],
        ['X-TC-Action', 'A'],
      ],
    });
    expect(await journal(handle)).toMatchObject([{ authorization: '<masked>', code: 'AuthFailure.InvalidAuthorization' }]);
  });

  it('shows a verdict other than a success', async () => {
    const handle = await handler({ outcome: 'low-similarity' });
    await handle(received());
    expect(await journal(handle)).toMatchObject([{ outcome: 'low-similarity', code: 'FailedOperation.CompareLowSimilarity' }]);
  });

  it('keeps the newest 200 entries', async () => {
    const handle = await handler();
    for (let call = 0; call < 205; call += 1) await handle(received({ region: 'nowhere' }));
    const entries = await journal(handle);
    expect([entries.length, entries[0]?.requestId, entries.at(-1)?.requestId]).toEqual([200, 'request-6', 'request-205']);
  });

  it('can be emptied', async () => {
    const handle = await handler();
    await handle(received());
    expect(jsonOf(await send(handle, 'DELETE', 'requests'))).toEqual({ cleared: 1 });
    expect(await journal(handle)).toEqual([]);
  });
});

describe('the choice of an outcome', () => {
  it('lasts until it is reset', async () => {
    const handle = await handler();
    expect(jsonOf(await send(handle, 'POST', 'outcomes', { outcome: 'low-similarity' }))).toEqual({
      chosen: { outcome: 'low-similarity' },
    });
    for (let call = 0; call < 3; call += 1) {
      expect(responseOf(await handle(received()))).toMatchObject({ Result: 'FailedOperation.CompareLowSimilarity' });
    }
    expect(jsonOf(await send(handle, 'POST', 'outcomes', { reset: true }))).toEqual({ chosen: null });
    expect(responseOf(await handle(received()))).toMatchObject({ Result: 'Success' });
  });

  it('for N calls counts only admitted calls, and then the first outcome counts again', async () => {
    const handle = await handler({ outcome: 'spoof' });
    await send(handle, 'POST', 'outcomes', { outcome: 'arrears', times: 2 });
    const codes = [];
    for (const region of ['ap-singapore', 'nowhere', 'ap-singapore', 'ap-singapore']) {
      const response = responseOf(await handle(received({ region })));
      codes.push(response.Error?.Code ?? response.Result);
    }
    expect(codes).toEqual([
      'UnauthorizedOperation.Arrears',
      'UnsupportedRegion',
      'UnauthorizedOperation.Arrears',
      'FailedOperation.LivessDetectFake',
    ]);
  });

  it('starts the count of throttled answers again', async () => {
    const handle = await handler();
    for (let round = 0; round < 2; round += 1) {
      await send(handle, 'POST', 'outcomes', { outcome: 'fault:throttle=1' });
      expect([codeOf(await handle(received())), codeOf(await handle(received()))]).toEqual(['RequestLimitExceeded', undefined]);
    }
  });

  it('is shown with every name', async () => {
    const handle = await handler({ outcome: 'spoof' });
    const { chosen, outcomes } = jsonOf(await send(handle, 'GET', 'outcomes')) as {
      chosen: unknown;
      outcomes: Record<string, { name: string }[]>;
    };
    expect(chosen).toEqual({ outcome: 'spoof' });
    expect(outcomes.CompareFaceLiveness?.map(({ name }) => name)).toContain('FailedOperation.SilentTooShort');
  });

  it.each([
    ['an unknown name', { outcome: 'low-similarty' }, 'unknown-outcome'],
    ['no name', {}, 'invalid-request'],
    ['a number', { outcome: 7 }, 'invalid-request'],
    ['zero times', { outcome: 'spoof', times: 0 }, 'invalid-request'],
    ['one and a half times', { outcome: 'spoof', times: 1.5 }, 'invalid-request'],
    ['an outcome and a reset', { outcome: 'spoof', reset: true }, 'invalid-request'],
    ['an unknown member', { outcom: 'spoof' }, 'invalid-request'],
    ['text that is not JSON', 'outcome=spoof', 'invalid-request'],
  ])('is refused for %s, and stays as it was', async (_name, body, code) => {
    const handle = await handler();
    const reply = await send(handle, 'POST', 'outcomes', body);
    expect(reply.status).toBe(400);
    expect(jsonOf(reply)).toMatchObject({ error: { code, hint: expect.any(String) } });
    expect(responseOf(await handle(received()))).toMatchObject({ Result: 'Success' });
  });
});

describe('the tokens and URLs in the journal', () => {
  it('give no access to anything', async () => {
    const handle = await handler();
    const faceid = actionNamed('GetFaceIdResultIntl');
    const values = await goodCall(handle, faceid);
    await call(handle, faceid.name, values);
    const reflect = actionNamed('DetectReflectLivenessAndCompare');
    await call(handle, reflect.name, await goodCall(handle, reflect));
    await call(handle, 'GenerateReflectSequence', {
      DeviceDataUrl: 'https://files.example/a?q-signature=1',
      Sensitive: String(values.SdkToken),
    });
    const text = JSON.stringify(await journal(handle));
    expect(text).not.toContain(String(values.SdkToken));
    expect(text).not.toContain('q-sign');
    expect(text).toContain('"action":"GetFaceIdResultIntl"');
  });

  it('are masked in every parameter', async () => {
    const handle = await handler();
    const { SdkToken } = await call(handle, 'ApplyLivenessToken');
    await call(handle, 'CreateUploadUrl', { TargetAction: SdkToken });
    await call(handle, 'ApplyWebVerificationBizTokenIntl', { RedirectURL: 'https://shop.example/done?session=secret' });
    const [, upload, web] = await journal(handle);
    expect(upload?.params).toEqual({ TargetAction: '<masked>' });
    expect(web?.params).toEqual({ RedirectURL: 'https://shop.example/<masked>' });
    for (const action of tencentActions) {
      for (const { name } of action.params) {
        await call(handle, action.name, { [name]: SdkToken });
        const [latest] = (await journal(handle)).slice(-1);
        expect(latest?.params, `${action.name}.${name}`).toHaveProperty([name]);
        expect(JSON.stringify(latest), `${action.name}.${name}`).not.toContain(String(SdkToken));
      }
    }
  });
});

describe('the clock', () => {
  const offset = async (handle: RequestHandler) => jsonOf(await send(handle, 'GET', 'clock'));

  it('can be moved, shown and reset', async () => {
    const handle = await handler();
    expect(await offset(handle)).toEqual({ offsetS: 0 });
    expect(jsonOf(await send(handle, 'POST', 'clock', { offsetS: 700 }))).toEqual({ offsetS: 700 });
    expect(jsonOf(await send(handle, 'POST', 'clock', { offsetS: -60 }))).toEqual({ offsetS: -60 });
    expect(jsonOf(await send(handle, 'POST', 'clock', { reset: true }))).toEqual({ offsetS: 0 });
  });

  it('has no effect on signatures', async () => {
    const handle = await handler();
    await send(handle, 'POST', 'clock', { offsetS: 700 });
    const reply = await handle(received());
    expect(responseOf(reply)).toMatchObject({ Result: 'Success' });
    expect(reply.headers.Date).toBe('Thu, 15 Jan 2026 12:00:00 GMT');
  });

  it.each([
    ['nothing', {}],
    ['text', { offsetS: '700' }],
    ['half a second', { offsetS: 0.5 }],
    ['two hundred years', { offsetS: 6_400_000_000 }],
    ['a time and a reset', { offsetS: 1, reset: true }],
    ['a reset of false', { reset: false }],
    ['an unknown member', { offset: 700 }],
    ['a list', []],
  ])('is refused for %s, and stays as it was', async (_name, body) => {
    const handle = await handler();
    await send(handle, 'POST', 'clock', { offsetS: 7 });
    const reply = await send(handle, 'POST', 'clock', body);
    expect([reply.status, jsonOf(reply)]).toMatchObject([400, { error: { code: 'invalid-request', hint: expect.any(String) } }]);
    expect(await offset(handle)).toEqual({ offsetS: 7 });
  });
});

describe('the controls', () => {
  it.each(['localhost', 'localhost:4567', '127.0.0.1:4567', '[::1]:4567'])('answer to the host %s', async (host) => {
    expect((await (await handler())(controlRequest('GET', 'requests', undefined, [['Host', host]]))).status).toBe(200);
  });

  it.each([
    ['another name', [['Host', 'rebound.example.com:4567']]],
    ['a name that only starts like an address', [['Host', '127.0.0.1.example.com']]],
    ['no host', [['Host', '']]],
    [
      'a page in a browser',
      [
        ['Host', '127.0.0.1:4567'],
        ['Origin', 'http://127.0.0.1:4567'],
      ],
    ],
  ] as [string, [string, string][]][])('refuse %s', async (_name, headers) => {
    expect((await (await handler())(controlRequest('GET', 'requests', undefined, headers))).status).toBe(403);
  });

  it.each([
    ['GET', 'secrets'],
    ['PUT', 'outcomes'],
    ['GET', ''],
  ])('have no %s /_sandbox/%s', async (method, path) => {
    const reply = await send(await handler(), method, path);
    expect([reply.status, reply.headers['X-IDV-Sandbox']]).toEqual([404, '1']);
  });

  it('are not in the journal', async () => {
    const handle = await handler();
    await send(handle, 'GET', 'outcomes');
    expect(await journal(handle)).toEqual([]);
  });
});
