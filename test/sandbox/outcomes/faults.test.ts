import { describe, expect, it } from 'vitest';
import { parseFault } from '../../../src/sandbox/outcomes/faults.ts';
import { handler, jsonOf, received, responseOf } from '../../support/sandbox-requests.ts';

const replyTo = async (outcome: string) => (await handler({ outcome }))(received());

describe('the name of a fault', () => {
  it.each([
    ['fault:delay=1500', { name: 'delay', argument: 1500 }],
    ['fault:delay:1500', { name: 'delay', argument: 1500 }],
    ['fault:delay', { name: 'delay', argument: 1000 }],
    ['fault:date=-600', { name: 'date', argument: -600 }],
    ['fault:date=+600', { name: 'date', argument: 600 }],
    ['fault:reset-amid', { name: 'reset-amid', argument: 0 }],
  ])('%s is read', (text, fault) => expect(parseFault(text)).toMatchObject(fault));

  it.each([
    'fault:',
    'fault:nothing',
    'fault:reset=1',
    'fault:throttle=0',
    'fault:delay=-1',
    'fault:delay=1.5',
    'delay',
    'fault:throttle=99999999999',
  ])('%s is not a fault', (text) => expect(parseFault(text)).toBeUndefined());
});

describe('a fault of the result', () => {
  it.each([
    ['null', { Result: null, Sim: 96.3 }],
    ['unknown-result', { Result: 'FailedOperation.NeverHeardOf' }],
    ['wrong-type', { Result: true }],
    ['contradiction', { Result: 'Success', Sim: 12 }],
  ])('changes the fields of the result: %s', async (name, fields) =>
    expect(responseOf(await replyTo(`fault:${name}`))).toMatchObject(fields),
  );

  it('removes the deciding field: absent', async () => {
    const fields = responseOf(await replyTo('fault:absent'));
    expect(Object.keys(fields)).toEqual(['Description', 'Sim', 'BestFrameBase64', 'RequestId']);
  });
});

describe('a fault of the answer', () => {
  it.each([
    ['fault:delay=7', { kind: 'delay', ms: 7 }],
    ['fault:reset', { kind: 'reset' }],
    ['fault:reset-amid', { kind: 'reset-amid' }],
    ['fault:huge', { kind: 'endless', bytes: 200 * 2 ** 20 }],
  ])('%s breaks the connection, not the answer', async (name, fault) => {
    const reply = await replyTo(name);
    expect(reply.fault).toEqual(fault);
    expect(responseOf(reply)).toMatchObject({ Result: 'Success' });
  });

  it.each([
    ['fault:html', 200, 'text/html', /^<!doctype html>/],
    ['fault:http-500', 500, 'text/plain', /^Internal Server Error$/],
    ['fault:http-503', 503, 'text/plain', /^Service Unavailable$/],
    ['fault:not-json', 200, 'application/json', /^Response: Success$/],
  ])('replaces the answer: %s', async (name, status, type, body) => {
    const reply = await replyTo(name);
    expect(reply).toMatchObject({ status, headers: { 'Content-Type': type, 'X-IDV-Sandbox': '1' } });
    expect(reply.body.toString()).toMatch(body);
  });

  it('cuts the JSON in half: truncated', async () => {
    const [cut, complete] = await Promise.all([replyTo('fault:truncated'), replyTo('Success')]);
    expect(cut.body.equals(complete.body.subarray(0, Math.floor(complete.body.length / 2)))).toBe(true);
    expect(() => jsonOf(cut)).toThrow(SyntaxError);
  });
});
