import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Media } from '../../../src/core/http.ts';
import { showParams } from '../../../src/sandbox/controls/journal.ts';
import { greyImage } from '../../../src/sandbox/files/sample-files.ts';
import { allActions } from '../../../src/vendors/catalogue.ts';
import { madeUpAction } from '../../support/sandbox-actions.ts';

const actionNamed = (name: string) => {
  const action = allActions.find((candidate) => candidate.name === name);
  if (!action) throw new Error(`no action ${name}`);
  return action;
};

const image: Media = { bytes: greyImage(), mediaType: 'image/jpeg' };
const base64 = greyImage().toString('base64');
const note = `<image/jpeg, 174 bytes, sha256 ${createHash('sha256').update(greyImage()).digest('hex')}>`;

describe('parameters as the journal shows them', () => {
  it('have digests of the images in an object', () => {
    const values = {
      Service: 'intl_face_verify',
      ServiceParameters: { refFaceContent: base64, authFaceContent: 'not a face', resourceCode: 84 },
    };
    const media = new Map([['ServiceParameters.refFaceContent', image]]);
    expect(showParams({ action: actionNamed('ExecuteRequest'), values, media })).toEqual({
      Service: 'intl_face_verify',
      ServiceParameters: { refFaceContent: note, authFaceContent: '<String, 10 characters>', resourceCode: 84 },
    });
  });

  it('have digests of the images in a list, and its URLs without their query', () => {
    const Tasks = [{ ImageURL: 'https://a.example/1.jpg?Signature=x' }, { ImageData: base64, Stray: 'a name' }, 'text'];
    const media = new Map([['Tasks.2.ImageData', image]]);
    expect(showParams({ action: actionNamed('DetectLivingFace'), values: { Tasks }, media })).toEqual({
      Tasks: [
        expect.objectContaining({ ImageURL: expect.not.stringContaining('Signature') }),
        { ImageData: note, Stray: '<String, 6 characters>' },
        '<String, 4 characters>',
      ],
    });
  });

  it('show only the type of a list that is too long or is not a list', () => {
    const action = actionNamed('DetectLivingFace');
    expect(showParams({ action, values: { Tasks: Array(11).fill({ ImageURL: 'x' }) } })).toEqual({ Tasks: '<Array>' });
    expect(showParams({ action, values: { Tasks: { ImageURL: 'x' } } })).toEqual({ Tasks: '<object>' });
    expect(showParams({ action: actionNamed('ExecuteRequest'), values: { ServiceParameters: 'x'.repeat(300) } })).toEqual({
      ServiceParameters: '<String, 300 characters>',
    });
  });

  it('are masked if they are declared as sensitive, also a complete object', () => {
    const params = [
      { name: 'Person', type: 'Person', help: 'a person', sensitive: true, members: [{ name: 'Age', type: 'Integer', help: 'years' }] },
    ] as const;
    expect(showParams({ action: { ...madeUpAction, params }, values: { Person: { Age: 7 } } })).toEqual({ Person: '<masked>' });
  });

  it.each([
    [
      'ApplyWebVerificationBizTokenIntl',
      { RedirectURL: 'https://shop.example/order/7?user=ann#x' },
      { RedirectURL: 'https://shop.example/<masked>' },
    ],
    ['ApplyWebVerificationBizTokenIntl', { RedirectURL: 'https://ann:secret@shop.example' }, { RedirectURL: 'https://shop.example' }],
    ['GetAsyncJobResult', { JobId: '4C467B38-3910-447D-87BC-AC049166F216' }, { JobId: '<masked>' }],
  ])('of %s do not lead to a person: %j', (name, values, shown) =>
    expect(showParams({ action: actionNamed(name), values })).toEqual(shown),
  );

  it('are masked if they are ids, except the id of a region', () => {
    const params = ['RuleId', 'JobId', 'RegionId'].map((name) => ({ name, type: 'String', help: 'text' }) as const);
    const values = { RuleId: '1', JobId: '2', RegionId: 'cn-shanghai' };
    expect(showParams({ action: { ...madeUpAction, params }, values })).toEqual({
      RuleId: '<masked>',
      JobId: '<masked>',
      RegionId: 'cn-shanghai',
    });
  });

  it('have short names, and only a limited number of them', () => {
    const names = Array.from({ length: 42 }, (_none, at) => `${at}-${'n'.repeat(100)}`);
    const shown = Object.entries(showParams({ values: Object.fromEntries(names.map((name) => [name, 1])) }));
    expect(shown).toHaveLength(41);
    expect(shown[7]).toEqual([`7-${'n'.repeat(78)}`, '<number>']);
    expect(shown[40]).toEqual(['…', '<2 more>']);
  });
});
