import { describe, expect, it } from 'vitest';
import { flagAt, hasFlag, placesOf, withMembers } from '../../../src/core/declare/params.ts';
import { nestedAction } from '../../support/nested-action.ts';

const all = placesOf(nestedAction.params).flatMap(withMembers);

describe('the positions of parameters', () => {
  it('have dotted paths of wire names, and flags as users type them', () => {
    expect(all.filter(hasFlag).map((place) => [place.path, flagAt(place)])).toEqual([
      ['ServiceParameters.refFace', '--ref-face'],
      ['ServiceParameters.country', '--country'],
      ['ServiceParameters.note', '--note'],
      ['Config', '--config'],
      ['Config.CheckMode', '--config.check-mode'],
      ['Config.Tone', '--config.tone'],
      ['Tasks.ImageData', '--image'],
      ['Tasks.ImageURL', '--image-url'],
    ]);
  });

  it('without a flag of their own are named by the flag of their first member', () => {
    expect(all.filter((place) => !hasFlag(place)).map((place) => [place.path, flagAt(place)])).toEqual([
      ['Service', '--service'],
      ['ServiceParameters', '--ref-face'],
      ['Tasks', '--image'],
    ]);
  });

  it('keep the prefix of the outer object inside an unfolded object', () => {
    const [inner] = placesOf([
      {
        name: 'Outer',
        type: 'Outer',
        help: '',
        members: [{ name: 'Inner', type: 'Inner', unfolded: true, help: '', members: [{ name: 'DeepOne', type: 'String', help: '' }] }],
      },
    ]).flatMap((place) => withMembers(place).slice(-1));
    expect(inner).toMatchObject({ path: 'Outer.Inner.DeepOne', prefix: 'outer.' });
  });
});
