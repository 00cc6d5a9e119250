import { describe, expect, it } from 'vitest';
import { checkParams, strictBase64 } from '../../src/sandbox/check-params.ts';
import { madeUpAction } from '../support/sandbox-actions.ts';

const faultOf = (values: Record<string, unknown>) => checkParams(madeUpAction, values).fault;

describe('the parameters of a declared action', () => {
  it.each([
    [{ Name: 'Ann' }],
    [{ Name: 'Ann', Level: 1, Mode: 2, Strict: false }],
    [{ Name: '', Level: 4, Bar: 0.5, Strict: true }],
    [{ Name: 'Ann', Place: { City: 'ROME' }, Codes: [1, 2, 1], Kind: 'a kind that came later' }],
    [{ Name: 'Ann', Codes: [] }],
  ])('pass: %j', (values) => expect(faultOf(values)).toBeUndefined());

  it.each([
    [{ Name: 'Ann', Nmae: 'x' }, 'unknown', 'Nmae'],
    [{}, 'missing', 'Name'],
    [{ Name: 7 }, 'type', 'String'],
    [{ Name: 'Annabelle' }, 'value', '5 characters'],
    [{ Name: 'Ann', Level: '2' }, 'type', 'Integer'],
    [{ Name: 'Ann', Level: 2.5 }, 'type', 'Integer'],
    [{ Name: 'Ann', Level: 0 }, 'value', 'less than 1'],
    [{ Name: 'Ann', Level: 5 }, 'value', 'more than 4'],
    [{ Name: 'Ann', Mode: 3 }, 'value', 'takes 1, 2'],
    [{ Name: 'Ann', Bar: '0.5' }, 'type', 'Float'],
    [{ Name: 'Ann', Strict: 'true' }, 'type', 'Boolean'],
    [{ Name: 'Ann', Bar: 0.5 }, 'rule', 'Bar needs Strict'],
    [{ Name: 'Ann', Place: 'Rome' }, 'type', 'Place'],
    [{ Name: 'Ann', Place: ['Rome'] }, 'type', 'Place'],
    [{ Name: 'Ann', Place: { City: 'Rome', Zip: '1' } }, 'unknown', '`Place.Zip`'],
    [{ Name: 'Ann', Place: {} }, 'missing', '`Place.City`'],
    [{ Name: 'Ann', Place: { City: 7 } }, 'type', '`Place.City`'],
    [{ Name: 'Ann', Place: { City: 'rome' } }, 'value', '`Place.City` is not allowed: it is not a name in capitals'],
    [{ Name: 'Ann', Codes: 1 }, 'type', 'Array of Integer'],
    [{ Name: 'Ann', Codes: ['1'] }, 'type', 'Array of Integer'],
    [{ Name: 'Ann', Codes: [1, 3] }, 'value', 'takes 1, 2'],
  ])('are refused: %j', (values, kind, said) => {
    const fault = faultOf(values);
    expect(fault?.kind).toBe(kind);
    expect(fault?.message).toContain(said);
  });

  it('are looked at by name first: an unknown one outranks a missing one, and that a wrong one', () => {
    expect(faultOf({ Level: 'x', Other: 1 })?.kind).toBe('unknown');
    expect(faultOf({ Level: 'x' })?.kind).toBe('missing');
  });

  it('are not told apart by what every object inherits', () => {
    expect(faultOf({ Name: 'Ann', constructor: 'x' })?.kind).toBe('unknown');
  });
});

describe('base64', () => {
  it.each(['', 'AA==', 'AAA=', 'AAAA', '+/+/'])('%j is taken', (text) => expect(strictBase64(text)?.toString('base64')).toBe(text));

  it.each(['A', 'AA', 'AAA', 'AA=A', '====', 'AA==AAAA', 'AA A', 'AAAA\n', 'AAA\n', '-_-_', 'ÄÄÄÄ'])('%j is not', (text) => {
    expect(strictBase64(text)).toBeUndefined();
  });
});
