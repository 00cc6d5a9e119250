import { describe, expect, it } from 'vitest';
import { checkParams } from '../../../src/sandbox/checks/check-params.ts';
import { fixture, smallBmp } from '../../support/media-samples.ts';
import { nestedAction } from '../../support/nested-action.ts';
import { madeUpAction } from '../../support/sandbox-actions.ts';

const refusalOf = (values: Record<string, unknown>) => checkParams(madeUpAction, values).refusal;

describe('the parameters of a declared action', () => {
  it.each([
    [{ Name: 'Ann' }],
    [{ Name: '🙂🙂🙂🙂🙂' }],
    [{ Name: 'Ann', Level: 1, Mode: 2, Strict: false }],
    [{ Name: '', Level: 4, Bar: 0.5, Strict: true }],
    [{ Name: 'Ann', Place: { City: 'ROME' }, Codes: [1, 2, 1], Kind: 'a kind that came later' }],
    [{ Name: 'Ann', Codes: [] }],
  ])('are accepted: %j', (values) => expect(refusalOf(values)).toBeUndefined());

  it.each([
    [{ Name: 'Ann', Nmae: 'x' }, 'unknown', 'Nmae'],
    [{}, 'missing', 'Name'],
    [{ Name: 7 }, 'type', 'String'],
    [{ Name: 'Annabelle' }, 'value', '5 characters'],
    [{ Name: '🙂🙂🙂🙂🙂🙂' }, 'value', '5 characters'],
    [{ Name: 'Ann', Level: '2' }, 'type', 'Integer'],
    [{ Name: 'Ann', Level: 2.5 }, 'type', 'Integer'],
    [{ Name: 'Ann', Level: 0 }, 'value', 'less than 1'],
    [{ Name: 'Ann', Level: 5 }, 'value', 'more than 4'],
    [{ Name: 'Ann', Mode: 3 }, 'value', 'is not one of 1, 2'],
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
    [{ Name: 'Ann', Codes: [1, 3] }, 'value', 'is not one of 1, 2'],
  ])('are refused: %j', (values, kind, said) => {
    const refusal = refusalOf(values);
    expect(refusal?.kind).toBe(kind);
    expect(refusal?.message).toContain(said);
  });

  it('are checked in order: unknown names, then missing ones, then wrong values', () => {
    expect(refusalOf({ Level: 'x', Other: 1 })?.kind).toBe('unknown');
    expect(refusalOf({ Level: 'x' })?.kind).toBe('missing');
  });

  it('are unknown if they have the name of an inherited member', () => {
    expect(refusalOf({ Name: 'Ann', constructor: 'x' })?.kind).toBe('unknown');
  });
});

describe('nested parameters', () => {
  const portrait = fixture('portrait.jpg');
  const image = portrait.toString('base64');
  const good = {
    Service: 'made_up',
    ServiceParameters: { refFace: image, country: '0084' },
    Tasks: [{ ImageURL: 'https://a.example/' }, { ImageData: image, ImageURL: 'x' }],
  };
  const check = (values: Record<string, unknown>) => checkParams({ ...nestedAction, rules: [] }, { ...good, ...values });

  it('return their media with their paths, whose entries are numbered from 1', () => {
    const { refusal, media } = check({});
    expect(refusal).toBeUndefined();
    expect([...media.keys()]).toEqual(['ServiceParameters.refFace', 'Tasks.2.ImageData']);
    expect(media.get('Tasks.2.ImageData')).toEqual({ bytes: portrait, mediaType: 'image/jpeg' });
  });

  it.each([
    [{ Service: 'other' }, 'value', '`Service` is not allowed: it is not made_up'],
    [{ Service: 1 }, 'type', '`Service` is not String'],
    [{ ServiceParameters: '{}' }, 'type', '`ServiceParameters` is not MadeParameters'],
    [{ ServiceParameters: { refFace: image } }, 'missing', '`ServiceParameters.country`'],
    [{ ServiceParameters: { refFace: 'x', country: '0084' } }, 'value', '`ServiceParameters.refFace`'],
    [{ Tasks: { ImageURL: 'x' } }, 'type', '`Tasks` is not Array of MadeTask'],
    [{ Tasks: [] }, 'missing', '`Tasks` has no entry'],
    [{ Tasks: ['x'] }, 'type', '`Tasks.1` is not MadeTask'],
    [{ Tasks: [{ ImageURL: 'x' }, {}] }, 'missing', '`Tasks.2` has none of ImageData, ImageURL'],
    [{ Tasks: [{ Image: 'x' }] }, 'unknown', '`Tasks.1.Image`'],
    [{ Tasks: [{ ImageURL: 7 }] }, 'type', '`Tasks.1.ImageURL` is not String'],
    [{ Tasks: [{ ImageURL: 'x' }, { ImageURL: 'x'.repeat(31) }] }, 'value', '`Tasks.2.ImageURL`'],
    [{ Tasks: Array.from({ length: 4 }, () => ({ ImageURL: 'x' })) }, 'value', 'more than 3 entries'],
    [{ Tasks: [{ ImageData: smallBmp().toString('base64') }] }, 'value', 'BMP'],
  ])('are refused: %j', (values, kind, said) => {
    const { refusal } = check(values);
    expect(refusal?.kind).toBe(kind);
    expect(refusal?.message).toContain(said);
  });

  it('need no entry if the list is not required', () => {
    const params = nestedAction.params.map((param) => (param.name === 'Tasks' ? { ...param, required: false } : param));
    expect(checkParams({ ...nestedAction, params, rules: [] }, { ...good, Tasks: [] }).refusal).toBeUndefined();
  });
});
