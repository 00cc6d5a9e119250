import { describe, expect, it } from 'vitest';
import type { Param } from '../../../src/core/declare/params.ts';
import { unknownMembers, unknownNotice } from '../../../src/core/declare/unknown-members.ts';
import { nestedAction } from '../../support/nested-action.ts';

const deep: Param = {
  name: 'Outer',
  type: 'Outer',
  help: '',
  members: [
    { name: 'Inner', type: 'Inner', help: '', members: [{ name: 'IDCardType', type: 'String', help: '' }] },
    { name: 'Title', type: 'String', help: '' },
  ],
};

const found = (values: Record<string, unknown>, params: readonly Param[] = [...nestedAction.params, deep]) =>
  unknownMembers(values, params);

describe('unknownMembers', () => {
  it.each([
    ['at the top', { Sevice: 'x' }, [{ path: 'Sevice', meant: 'Service' }]],
    ['in an object', { Config: { checkmode: 1 } }, [{ path: 'Config.checkmode', meant: 'Config.CheckMode' }]],
    [
      'in an object in an object',
      { Outer: { Inner: { IdCardType: 'HK' }, Titel: '' } },
      [
        { path: 'Outer.Inner.IdCardType', meant: 'Outer.Inner.IDCardType' },
        { path: 'Outer.Titel', meant: 'Outer.Title' },
      ],
    ],
    ['in an entry of a list', { Tasks: [{ ImageURL: 'a' }, { ImageUrl: 'b' }] }, [{ path: 'Tasks.1.ImageUrl', meant: 'Tasks.1.ImageURL' }]],
    ['in a dotted name', { 'Config.Tones': 'x' }, [{ path: 'Config.Tones', meant: 'Config.Tone' }]],
    ['in a dotted name with a number', { 'Tasks.1.ImageDate': 'x' }, [{ path: 'Tasks.1.ImageDate', meant: 'Tasks.1.ImageData' }]],
    ['that resembles no declared name', { Unheard: 1 }, [{ path: 'Unheard' }]],
  ])('finds an unknown name %s', (_where, values, expected) => expect(found(values)).toEqual(expected));

  it.each([
    ['a valid call', { Service: 'made_up', Config: { CheckMode: 1 }, Tasks: [{ ImageData: 'a' }], Outer: { Inner: {} } }],
    ['valid dotted names', { 'Config.CheckMode': 1, 'Tasks.1.ImageURL': 'a', 'Outer.Inner.IDCardType': 'x' }],
    ['an object in place of declared text', { Service: { Anything: 1 } }],
    ['a value of another type in place of a declared object or list', { Config: [1], Tasks: { ImageUrl: 'b' }, Outer: null }],
  ])('finds nothing in %s', (_what, values) => expect(found(values)).toEqual([]));
});

it('the notice names the unknown member, and the declared name that is most similar', () => {
  expect(unknownNotice({ path: 'Titel', meant: 'Title' })).toBe("'Titel' is not known here; did you mean Title? It is sent anyway");
  expect(unknownNotice({ path: 'x'.repeat(200) })).toBe(`'${'x'.repeat(80)}' is not known here; sent anyway`);
});
