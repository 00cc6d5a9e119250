import { describe, expect, it } from 'vitest';
import { regionOf } from '../../../src/cli/flags/session.ts';
import { aliyun } from '../../../src/vendors/aliyun/vendor.ts';

const value = (text: string | undefined, source: string) => ({ value: text, source });
const nowhere = value(undefined, 'default');
const place = (product: string, region: ReturnType<typeof value>, endpoint = nowhere) => regionOf(aliyun, product, { region, endpoint });

const flag = value('ap-southeast-1', 'flag --region');
const profile = value('ap-southeast-1', 'profile saf');

describe('a region in which the product has a host', () => {
  it.each([flag, profile, nowhere])('%j stays as it is', (region) => expect(place('saf', region)).toEqual({ region }));

  it('may be one that the catalogue does not know', () => {
    const region = value('ap-southeast-9', 'flag --region');
    expect(place('saf', region)).toEqual({ region });
    expect(place('cloudauth-intl', region)).toEqual({ region });
  });
});

describe('a region in which the product has none', () => {
  it('is refused where it was asked for', () => {
    expect(place('facebody', flag).problem).toEqual({
      category: 'usage',
      flag: '--region',
      message: 'facebody has no host in ap-southeast-1, only in cn-shanghai',
      hint: 'use --region cn-shanghai, or --endpoint with a host',
    });
  });

  it('is passed over, and said so, where it is that of the account', () => {
    const found = place('facebody', profile);
    expect(found.region).toEqual(value('cn-shanghai', 'the only region of facebody'));
    expect(found.problem).toBeUndefined();
    expect(found.notice).toBe('facebody is served only in cn-shanghai; region ap-southeast-1 (profile saf) is not used');
  });
});

describe('whoever names the host has said where', () => {
  it('on the command line, whatever the region', () => {
    const endpoint = value('https://facebody.example', 'flag --endpoint');
    for (const region of [flag, profile, nowhere]) expect(place('facebody', region, endpoint)).toEqual({ region });
  });

  it('in a profile, unless a region was asked for by a flag', () => {
    const endpoint = value('https://facebody.example', 'profile saf');
    expect(place('facebody', profile, endpoint)).toEqual({ region: profile });
    expect(place('facebody', flag, endpoint).problem).toMatchObject({ flag: '--region' });
  });
});
