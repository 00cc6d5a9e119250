import { describe, expect, it } from 'vitest';
import { regionOf } from '../../../src/cli/flags/session.ts';
import { aliyun } from '../../../src/vendors/aliyun/vendor.ts';

const value = (text: string | undefined, source: string) => ({ value: text, source });
const nowhere = value(undefined, 'default');
const place = (product: string, region: ReturnType<typeof value>, endpoint = nowhere) => regionOf(aliyun, product, { region, endpoint });

const flag = value('ap-southeast-1', 'flag --region');
const profile = value('ap-southeast-1', 'profile saf');

describe('a region in which the product has a host', () => {
  it.each([flag, profile, nowhere])('is used unchanged: %j', (region) => expect(place('saf', region)).toEqual({ region }));

  it('may be a region that the catalogue does not know', () => {
    const region = value('ap-southeast-9', 'flag --region');
    expect(place('saf', region)).toEqual({ region });
    expect(place('cloudauth-intl', region)).toEqual({ region });
  });
});

describe('a region in which the product has no host', () => {
  it('is refused when the user asked for it', () => {
    expect(place('facebody', flag).problem).toEqual({
      category: 'usage',
      flag: '--region',
      message: 'facebody has no host in ap-southeast-1, only in cn-shanghai',
      hint: 'use --region cn-shanghai, or --endpoint with a host',
    });
  });

  it("is replaced, with a notice, when it comes from the account's profile", () => {
    const found = place('facebody', profile);
    expect(found.region).toEqual(value('cn-shanghai', 'the only region of facebody'));
    expect(found.problem).toBeUndefined();
    expect(found.notice).toBe('facebody is served only in cn-shanghai; region ap-southeast-1 (profile saf) is not used');
  });
});

describe('a host that the user names', () => {
  it('on the command line decides, whatever the region is', () => {
    const endpoint = value('https://facebody.example', 'flag --endpoint');
    for (const region of [flag, profile, nowhere]) expect(place('facebody', region, endpoint)).toEqual({ region });
  });

  it('in a profile decides, unless a flag names a region', () => {
    const endpoint = value('https://facebody.example', 'profile saf');
    expect(place('facebody', profile, endpoint)).toEqual({ region: profile });
    expect(place('facebody', flag, endpoint).problem).toMatchObject({ flag: '--region' });
  });
});
