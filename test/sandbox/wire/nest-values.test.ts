import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Param } from '../../../src/core/declare/params.ts';
import { nestValues } from '../../../src/sandbox/wire/nest-values.ts';
import { flatten } from '../../../src/vendors/tencent/flatten.ts';

const help = 'made up';

const params: readonly Param[] = [
  { name: 'Text', type: 'String', help },
  { name: 'Count', type: 'Integer', help },
  { name: 'Bar', type: 'Float', help },
  { name: 'Strict', type: 'Boolean', help },
  { name: 'Words', type: 'Array of String', help },
  { name: 'Levels', type: 'Array of Integer', help },
  {
    name: 'Config',
    type: 'Config',
    help,
    members: [
      { name: 'Mode', type: 'Integer', help },
      { name: 'Auto', type: 'Boolean', help },
      { name: 'Tags', type: 'Array of String', help },
      { name: 'Inner', type: 'Inner', help, members: [{ name: 'Name', type: 'String', help }] },
    ],
  },
  { name: 'Filters', type: 'Array of Filter', help, members: [{ name: 'Least', type: 'Float', help }] },
  { name: 'Tasks', type: 'Array of Task', help, maxItems: 2, entry: [{ name: 'URL', type: 'String', help }] },
];

const read = (flat: Record<string, string>) => nestValues(Object.entries(flat), params, 0);

describe('flat parameters', () => {
  it('get the declared types', () => {
    expect(read({ Text: '5', Count: '-5', Bar: '0.5', Strict: 'false' })).toEqual({ Text: '5', Count: -5, Bar: 0.5, Strict: false });
  });

  it.each([
    ['true', true],
    ['True', true],
    ['false', false],
    ['False', false],
  ])('read %s as a boolean, because the Python clients write capitals', (text, value) =>
    expect(read({ Strict: text })).toEqual({ Strict: value }),
  );

  it.each([
    [{ Count: '1.5' }],
    [{ Count: '0x10' }],
    [{ Count: '' }],
    [{ Bar: 'NaN' }],
    [{ Strict: 'TRUE' }],
    [{ Strict: 'yes' }],
    [{ Strict: '1' }],
  ])('stay text if they are not written like their type: %j', (flat) => expect(read(flat)).toEqual(flat));

  it('become lists and objects', () => {
    const flat = { 'Words.1': 'b', 'Words.0': '2', 'Levels.0': '7', 'Config.Mode': '2', 'Config.Inner.Name': '3', 'Config.Tags.0': 'x' };
    expect(read(flat)).toEqual({ Words: ['2', 'b'], Levels: [7], Config: { Mode: 2, Inner: { Name: '3' }, Tags: ['x'] } });
    expect(read({ 'Filters.0.Least': '1.5', 'Filters.1.Least': '2' })).toEqual({ Filters: [{ Least: 1.5 }, { Least: 2 }] });
  });

  it('keep the shape of their names if nothing is declared', () => {
    expect(read({ 'Stray.0.Name': '1', 'Config.Stray.A': '2' })).toEqual({
      Stray: [{ Name: '1' }],
      Config: { Stray: { A: '2' } },
    });
  });

  it('change nothing else if they have the name of an inherited member', () => {
    const values = nestValues([['__proto__.Text', '3']], params, 0);
    expect(Object.keys(values ?? {})).toEqual(['__proto__']);
    expect(values?.Text).toBeUndefined();
  });

  it.each([{ 'Words.1': 'b' }, { 'Words.0': 'a', 'Words.2': 'c' }, { 'Words.00': 'a' }, { 'Words.first': 'a' }])(
    'are a list only if they count from zero: %j',
    (flat) => expect(Array.isArray(read(flat)?.Words)).toBe(false),
  );

  it('count from one if the vendor does', () => {
    const fromOne = (flat: Record<string, string>) => nestValues(Object.entries(flat), params, 1);
    expect(fromOne({ 'Words.2': 'b', 'Words.1': 'a', 'Tasks.1.URL': 'x' })).toEqual({ Words: ['a', 'b'], Tasks: [{ URL: 'x' }] });
    for (const flat of [{ 'Words.0': 'a' }, { 'Words.1': 'a', 'Words.3': 'c' }]) expect(Array.isArray(fromOne(flat)?.Words)).toBe(false);
  });

  it.each([
    { Words: 'a', 'Words.0': 'b' },
    { 'Words.0': 'b', Words: 'a' },
    { 'Words..0': 'a' },
    { 'Words.': 'a' },
    { [`A${'.0'.repeat(50)}`]: 'deep' },
  ])('give undefined if they contradict each other or have an invalid name: %j', (flat) => expect(read(flat)).toBeUndefined());

  it('become the values again that our own client flattened', () => {
    const text = fc.string({ maxLength: 20 });
    const integer = fc.integer();
    const some = <T>(value: fc.Arbitrary<T>) => fc.array(value, { minLength: 1, maxLength: 12 });
    const config = fc.record(
      { Mode: integer, Auto: fc.boolean(), Tags: some(text), Inner: fc.record({ Name: text }) },
      { requiredKeys: ['Mode'], noNullPrototype: true },
    );
    const filters = some(fc.record({ Least: fc.double({ noNaN: true, noDefaultInfinity: true }) }, { noNullPrototype: true }));
    const values = fc.record(
      {
        Text: text,
        Count: integer,
        Bar: fc.float({ noNaN: true, noDefaultInfinity: true }),
        Strict: fc.boolean(),
        Words: some(text),
        Levels: some(integer),
        Config: config,
        Filters: filters,
      },
      { requiredKeys: [], noNullPrototype: true },
    );
    fc.assert(
      fc.property(values, (given) => {
        // Text has no negative zero.
        expect(JSON.stringify(read(flatten(given)))).toBe(JSON.stringify(given));
      }),
      { numRuns: 200 },
    );
  });
});
