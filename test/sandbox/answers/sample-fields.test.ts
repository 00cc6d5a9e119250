import { describe, expect, it } from 'vitest';
import { readPath } from '../../../src/core/json.ts';
import { probe } from '../../../src/media/probe.ts';
import { sampleFields } from '../../../src/sandbox/answers/sample-fields.ts';
import { tencent } from '../../../src/vendors/tencent/vendor.ts';
import { madeUpAction } from '../../support/sandbox-actions.ts';
import { actionNamed } from '../../support/sandbox-calls.ts';

const context = { requestId: 'r', origin: 'http://127.0.0.1:4567', nowMs: 0 };

it('sampleFields fills every declared field, and the deciding field in its own type', () => {
  const fields = sampleFields(madeUpAction, { code: '0', description: 'fine' }, context);
  expect(fields).toMatchObject({
    ErrorCode: 0,
    Card: { Number: '000000' },
    Tags: ['sandbox'],
    Passed: true,
    Clip: expect.any(String),
    RequestId: 'r',
  });
  expect(Object.keys(fields)).toEqual(madeUpAction.output.map((field) => field.name));
});

it('sampleFields ends if a type contains itself', () => {
  const { Card } = sampleFields(madeUpAction, { code: '0', description: '' }, context);
  expect(JSON.stringify(Card)).toBe(
    '{"Number":"000000","Parents":[{"Number":"000000","Parents":[{"Number":"000000","Parents":[{"Number":"000000","Parents":[]}]}]}]}',
  );
});

it('sampleFields writes any other result into the deciding field', () => {
  expect(sampleFields(madeUpAction, { code: '1004', description: '' }, context)).toMatchObject({ ErrorCode: 1004 });
});

it('sampleFields fills the answer of an action without a judgement', () => {
  const { judgement: _none, ...unjudged } = madeUpAction;
  expect(sampleFields(unjudged, { code: 'Success', description: '' }, context)).toMatchObject({ ErrorCode: 0 });
});

describe('a sample result', () => {
  /** The paths of all fields of an answer. A list entry has no number. */
  const pathsOf = (value: unknown, prefix: string): string[] => {
    if (Array.isArray(value)) return value.flatMap((entry) => pathsOf(entry, `${prefix}[]`));
    if (typeof value !== 'object' || value === null) return [prefix];
    return Object.entries(value).flatMap(([name, member]) => pathsOf(member, prefix === '' ? name : `${prefix}.${name}`));
  };

  it.each(tencent.actions.map((action) => [action.name, action] as const))(
    'of %s has exactly the declared members, with a success in each signal',
    (_name, action) => {
      const fields = sampleFields(action, { code: String(action.judgement?.decision.success), description: 'fine' }, context);
      expect(Object.keys(fields).sort()).toEqual(action.output.map(({ name }) => name).sort());
      const { decision, witnesses = [], score } = action.judgement ?? {};
      for (const signal of [...(decision ? [decision] : []), ...witnesses]) expect(readPath(fields, signal.path)).toBe(signal.success);
      if (score) expect(readPath(fields, score.path)).toBe(96.3);
      expect(pathsOf(fields, '').filter((path) => path.includes('undefined'))).toEqual([]);
    },
  );

  it('contains real images and videos', () => {
    const { BestFrame, Video } = sampleFields(actionNamed('GetFaceIdResultIntl'), { code: '0', description: '' }, context);
    expect(probe(Buffer.from(String(BestFrame), 'base64'))).toMatchObject({ kind: 'image', faults: [] });
    expect(probe(Buffer.from(String(Video), 'base64'))).toMatchObject({ kind: 'video', faults: [] });
  });

  it('has a list of base64 images if it is declared', () => {
    const { BestFrameList } = sampleFields(actionNamed('LivenessCompare'), { code: 'Success', description: '' }, context);
    expect((BestFrameList as string[]).map((text) => probe(Buffer.from(text, 'base64')).kind)).toEqual(['image']);
  });
});
