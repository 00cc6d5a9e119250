import { describe, expect, it } from 'vitest';
import { chooseShape, flagsThatChange, otherShapes, type ShapeFlags } from '../../../src/app/call/plan.ts';
import { tencent } from '../../../src/vendors/tencent/vendor.ts';
import { shapeOf } from '../../support/sandbox-requests.ts';

describe('the shape of a request', () => {
  const fitting: [ShapeFlags, string][] = [
    [{}, 'tc3 POST json'],
    [{ httpMethod: 'get' }, 'tc3 GET'],
    [{ bodyFormat: 'multipart' }, 'tc3 POST multipart'],
    [{ signMethod: 'hmac-sha256' }, 'hmac-sha256 POST form'],
    [{ signMethod: 'hmac-sha1', httpMethod: 'get' }, 'hmac-sha1 GET'],
    [{ signMethod: 'hmac-sha1', httpMethod: 'post', bodyFormat: 'form' }, 'hmac-sha1 POST form'],
  ];

  it.each(fitting)('with the flags %j is %s', (flags, name) => {
    const { shape } = chooseShape(tencent, flags);
    expect([shape?.signMethod, shape?.httpMethod, shape?.bodyFormat].filter(Boolean).join(' ')).toBe(name);
  });

  const refused: [ShapeFlags, string, string, string][] = [
    [{ signMethod: 'acs3' }, '--sign-method', 'tencent does not know acs3', 'one of tc3, hmac-sha256, hmac-sha1'],
    [{ signMethod: 'rpc', bodyFormat: 'form' }, '--sign-method', 'tencent does not know rpc', 'one of tc3, hmac-sha256, hmac-sha1'],
    [
      { signMethod: 'hmac-sha256', bodyFormat: 'json' },
      '--body-format',
      'hmac-sha256 cannot be used with a json body',
      'use --body-format form, or --sign-method tc3',
    ],
    [
      { bodyFormat: 'form' },
      '--body-format',
      'tc3 cannot be used with a form body',
      'use --body-format json or multipart, or --sign-method hmac-sha256 or hmac-sha1',
    ],
    [{ httpMethod: 'get', bodyFormat: 'multipart' }, '--body-format', 'a GET has no body', 'use --http-method post, or leave it out'],
  ];

  it.each(refused)('with the flags %j is refused', (flags, flag, message, hint) => {
    expect(chooseShape(tencent, flags)).toEqual({ problem: { category: 'usage', flag, message, hint } });
  });

  it('is refused for --http-method if the signature has no such method', () => {
    const postOnly = { ...tencent, shapes: tencent.shapes.filter(({ httpMethod }) => httpMethod === 'POST') };
    expect(chooseShape(postOnly, { httpMethod: 'get' }).problem).toMatchObject({ flag: '--http-method', hint: 'use --http-method post' });
  });
});

describe('the flags that lead to another shape', () => {
  it('are only the flags that differ', () => {
    expect(flagsThatChange(shapeOf({ httpMethod: 'GET' }), shapeOf())).toEqual(['--http-method post']);
    expect(flagsThatChange(shapeOf({ signMethod: 'hmac-sha1' }), shapeOf())).toEqual(['--sign-method tc3', '--body-format json']);
  });

  it('lead to the most similar shape first, and never to multipart, which few actions accept', () => {
    const shapes = otherShapes(tencent, shapeOf({ signMethod: 'hmac-sha1', httpMethod: 'GET' }));
    expect(shapes.find(({ httpMethod }) => httpMethod === 'POST')).toBe(shapeOf({ signMethod: 'hmac-sha1' }));
    expect(shapes.map(({ bodyFormat }) => bodyFormat)).not.toContain('multipart');
  });
});
