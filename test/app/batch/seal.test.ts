import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seal, unseal } from '../../../src/app/batch/engine/seal.ts';

const key = randomBytes(32).toString('base64');

describe('a sealed value', () => {
  it('can be read with the same key for the same row', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, about) => {
        expect(unseal(seal(value, key, about), key, about)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('cannot be read with another key, for another row, or with one bit changed', () => {
    const sealed = seal({ image: 'anna.jpg' }, key, 'row');
    expect(sealed).not.toContain('anna');
    expect(() => unseal(sealed, randomBytes(32).toString('base64'), 'row')).toThrow('unable to authenticate data');
    expect(() => unseal(sealed, key, 'another')).toThrow('unable to authenticate data');
    const bytes = Buffer.from(sealed, 'base64');
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => unseal(changed.toString('base64'), key, 'row')).toThrow('unable to authenticate data');
    }
  });

  it('is different each time it is sealed', () => {
    expect(seal('x', key, 'row')).not.toBe(seal('x', key, 'row'));
  });
});
