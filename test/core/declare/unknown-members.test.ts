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

describe('names that are not declared', () => {
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
    ['along a dotted name', { 'Config.Tones': 'x' }, [{ path: 'Config.Tones', meant: 'Config.Tone' }]],
    ['along a dotted name with a number', { 'Tasks.1.ImageDate': 'x' }, [{ path: 'Tasks.1.ImageDate', meant: 'Tasks.1.ImageData' }]],
    ['like none of the declared', { Unheard: 1 }, [{ path: 'Unheard' }]],
  ])('are found %s', (_where, values, expected) => expect(found(values)).toEqual(expected));

  it.each([
    ['a good call', { Service: 'made_up', Config: { CheckMode: 1 }, Tasks: [{ ImageData: 'a' }], Outer: { Inner: {} } }],
    ['good dotted names', { 'Config.CheckMode': 1, 'Tasks.1.ImageURL': 'a', 'Outer.Inner.IDCardType': 'x' }],
    ['an object where text is declared', { Service: { Anything: 1 } }],
    ['something else where an object or a list is declared', { Config: [1], Tasks: { ImageUrl: 'b' }, Outer: null }],
  ])('are none in %s', (_what, values) => expect(found(values)).toEqual([]));
});

it('is said with the name that was perhaps meant', () => {
  expect(unknownNotice({ path: 'Titel', meant: 'Title' })).toBe("'Titel' is not known here; did you mean Title? It is sent anyway");
  expect(unknownNotice({ path: 'x'.repeat(200) })).toBe(`'${'x'.repeat(80)}' is not known here; sent anyway`);
});
