import { expect, it } from 'vitest';
import { sampleFields } from '../../src/sandbox/sample-fields.ts';
import { madeUpAction } from '../support/sandbox-actions.ts';

it('fills any declared output, the deciding member in its own type', () => {
  const fields = sampleFields(madeUpAction, { code: '0', description: 'fine', requestId: 'r' });
  expect(fields).toMatchObject({ ErrorCode: 0, Card: { Number: 'sandbox' }, Tags: ['sandbox'], Passed: false, Clip: null, RequestId: 'r' });
  expect(Object.keys(fields)).toEqual(madeUpAction.output.map((field) => field.name));
});

it('ends where a type holds itself', () => {
  const { Card } = sampleFields(madeUpAction, { code: '0', description: '', requestId: 'r' });
  expect(JSON.stringify(Card)).toBe('{"Number":"sandbox","Parents":[{"Number":"sandbox","Parents":[{"Number":"sandbox","Parents":[]}]}]}');
});

it('puts any other result into the deciding member', () => {
  expect(sampleFields(madeUpAction, { code: '1004', description: '', requestId: 'r' })).toMatchObject({ ErrorCode: 1004 });
});

it('calls an action without a judgement answered, not judged', () => {
  const { judgement: _none, ...unjudged } = madeUpAction;
  expect(sampleFields(unjudged, { code: 'Success', description: '', requestId: 'r' })).toMatchObject({ ErrorCode: 0 });
});
