import { describe, expect, it } from 'vitest';
import { okCheck, wrongCheck } from '../../../src/app/doctor/health-check.ts';
import { tryKey, withUnusedServices } from '../../../src/app/doctor/try-key.ts';
import { TransportError } from '../../../src/core/http.ts';
import type { KeyTrial } from '../../../src/vendors/key-trial.ts';
import { tencent } from '../../../src/vendors/tencent/vendor.ts';
import { jsonAnswer, type Step } from '../../support/scripted-transport.ts';
import { sendWorld } from '../../support/send-world.ts';

const [trial] = tencent.keyTrials as readonly [KeyTrial];
const [shape] = tencent.shapes as readonly [(typeof tencent.shapes)[number]];

async function tried(...steps: readonly Step[]) {
  const { world, transport } = sendWorld(tencent, shape, steps);
  const found = await tryKey(trial, world);
  transport.finish();
  return { ...found, sent: transport.requests.length };
}

const refusal = (Code: string, headers: Record<string, string> = {}) =>
  jsonAnswer({ Response: { Error: { Code, Message: 'said the service' }, RequestId: 'r-1' } }, headers);

describe('a trial of a key', () => {
  it('is ok when only the token is unknown, and says what is still not shown', async () => {
    expect(await tried(refusal('InvalidParameterValue.BizTokenIllegal'))).toMatchObject({
      call: { status: 'ok', details: { code: 'InvalidParameterValue.BizTokenIllegal', requestId: 'r-1' } },
      sent: 1,
    });
    const { call } = await tried(jsonAnswer({ Response: { Result: '0', RequestId: 'r-2' } }));
    expect(call).toMatchObject({ status: 'ok', message: expect.stringContaining('not shown: whether FaceID is activated') });
  });

  it('is wrong when the answer has no request id', async () => {
    expect((await tried(jsonAnswer({ Response: { Result: '0' } }))).call).toMatchObject({ status: 'wrong' });
  });

  it('recognises a code below a listed code, and warns about a code that it does not know', async () => {
    expect((await tried(refusal('AuthFailure.SomethingNew'))).call).toMatchObject({
      status: 'wrong',
      message: expect.stringContaining('the key is refused'),
    });
    const { call } = await tried(refusal('Brand.New'));
    expect(call).toMatchObject({
      status: 'warning',
      message: 'the answer does not say whether the key is correct (Brand.New)',
      fix: 'idv explain Brand.New',
    });
  });

  it("compares the clock with the answer's date, and is not repeated when the network fails", async () => {
    const { clock } = await tried(refusal('AuthFailure.SecretIdNotFound', { date: 'Tue, 25 Sep 2018 08:18:37 GMT' }));
    expect(clock).toMatchObject({ status: 'wrong', details: { windowMs: 300_000 } });
    const failed = await tried(new TransportError('reset', 'the connection broke', { sent: true }));
    expect(failed).toMatchObject({ sent: 1, clock: { status: 'not-checked' }, call: { status: 'wrong', message: 'the connection broke' } });
  });
});

describe('a trial of a key that the user stops', () => {
  it('rejects, and so does one that ends in a fault of idv itself', async () => {
    const broken = new TransportError('reset', 'the connection broke', { sent: true });
    const signal = AbortSignal.abort('SIGINT');
    const stopped = sendWorld(tencent, shape, [broken]);
    await expect(tryKey(trial, { ...stopped.world, sendOptions: { ...stopped.world.sendOptions, signal } })).rejects.toThrow();
    const fault = { send: () => Promise.reject(new TypeError('a fault')), close: async () => undefined };
    const faulty = sendWorld(tencent, shape, []).world;
    await expect(tryKey(trial, { ...faulty, transport: { ...faulty.transport, ...fault } })).rejects.toThrow('a fault');
  });
});

describe('a service that is not activated', () => {
  const looked = (subject: string) => ({ id: 'signed-call', vendor: 'acme', subject }) as const;
  const off = wrongCheck(looked('A'), 'off', 'activate it', { refused: 'activation' });
  const denied = wrongCheck(looked('B'), 'denied', 'ask', { refused: 'permission' });
  const fine = okCheck(looked('C'), 'fine');

  it('is wrong if no service is activated, and a warning if another service works', () => {
    expect(withUnusedServices([off, denied]).map(({ status }) => status)).toEqual(['wrong', 'wrong']);
    expect(withUnusedServices([off, denied, fine]).map(({ status }) => status)).toEqual(['warning', 'wrong', 'ok']);
  });
});
