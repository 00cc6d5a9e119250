import { describe, expect, it } from 'vitest';
import { inputSchema } from '../../../src/app/schema/input-schema.ts';
import type { Action } from '../../../src/core/declare/action.ts';
import type { Param } from '../../../src/core/declare/params.ts';

/** The schema of one parameter `Mode` with the values `a` (`first`) and `b`. */
function schemaOf(more: object): unknown {
  const param = { name: 'Mode', type: 'String', help: 'the mode', values: { a: ['first'], b: [] }, ...more } as unknown as Param;
  const { properties } = inputSchema({ name: 'Test', params: [param] } as unknown as Action) as { properties: { Mode: unknown } };
  return properties.Mode;
}

describe('the schema of a parameter with named values', () => {
  it('allows these values and null, and no other', () => {
    expect(schemaOf({})).toMatchObject({ enum: ['a', 'first', 'b', null] });
  });

  it.each([
    ['the vendor adds values', { valuesGrow: true }],
    ['another form is possible', { orElse: { pattern: /x/, meaning: 'an x' } }],
    ['several values can be given', { maxItems: 2 }],
  ])('shows them only as examples if %s', (_, more) => {
    const schema = schemaOf(more);
    expect(schema).toMatchObject({ examples: ['a', 'first', 'b'] });
    expect(schema).not.toHaveProperty('enum');
  });
});
