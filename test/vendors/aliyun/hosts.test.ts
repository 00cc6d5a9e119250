import { describe, expect, it } from 'vitest';
import { allHosts, defaultRegion, hostOf, products, regionsOf, versionOf } from '../../../src/vendors/aliyun/hosts.ts';

const central = ['facebody', 'ocr', 'videoenhan', 'viapi'];

describe('ID Verification', () => {
  it.each([
    'ap-south-1',
    'ap-southeast-1',
    'ap-southeast-3',
    'cn-beijing',
    'cn-hongkong',
    'cn-shanghai',
    'cn-shenzhen',
    'cn-zhangjiakou',
    'eu-central-1',
    'us-east-1',
    'us-west-1',
  ])('has a host of its own in %s', (region) => expect(hostOf('saf', region)).toEqual({ host: `saf.${region}.aliyuncs.com` }));

  it('is served from Shanghai for Hangzhou', () => expect(hostOf('saf', 'cn-hangzhou')).toEqual({ host: 'saf.cn-shanghai.aliyuncs.com' }));

  it('has twelve regions, and is asked in Singapore', () => {
    expect(regionsOf('saf')).toHaveLength(12);
    expect(defaultRegion('saf')).toBe('ap-southeast-1');
  });

  it('is reached in a region that came later by the same rule', () => {
    expect(hostOf('saf', 'ap-southeast-9')).toEqual({ host: 'saf.ap-southeast-9.aliyuncs.com' });
  });
});

describe('today’s ID Verification', () => {
  it.each(['ap-southeast-1', 'ap-southeast-3', 'ap-southeast-5', 'cn-hongkong'])('has a host of its own in %s', (region) => {
    expect(hostOf('cloudauth-intl', region)).toEqual({ host: `cloudauth-intl.${region}.aliyuncs.com` });
  });

  it('has four regions, and is asked in Singapore', () => {
    expect(regionsOf('cloudauth-intl')).toHaveLength(4);
    expect(defaultRegion('cloudauth-intl')).toBe('ap-southeast-1');
  });
});

describe('a product of Visual Intelligence', () => {
  it.each(central)('%s is reached in Shanghai', (product) => {
    expect(hostOf(product, 'cn-shanghai')).toEqual({ host: `${product}.cn-shanghai.aliyuncs.com` });
    expect(defaultRegion(product)).toBe('cn-shanghai');
  });

  it.each(central)('%s is reached nowhere else', (product) => {
    for (const region of ['ap-southeast-1', 'cn-hangzhou', '', 'constructor']) {
      expect(hostOf(product, region)).toEqual({ regions: ['cn-shanghai'] });
    }
  });
});

describe('the upload service', () => {
  it('has no region in its host', () => expect(hostOf('openplatform', 'cn-shanghai')).toEqual({ host: 'openplatform.aliyuncs.com' }));
});

describe('a product that is not known here', () => {
  it.each(['ecs', 'cloudauth', 'constructor', '__proto__'])('%s is reached by its name and region, and has no version', (product) => {
    expect(hostOf(product, 'cn-hongkong')).toEqual({ host: `${product}.cn-hongkong.aliyuncs.com` });
    expect(versionOf(product)).toBeUndefined();
    expect(regionsOf(product)).toEqual([]);
    expect(defaultRegion(product)).toBe('ap-southeast-1');
  });
});

it('a region with the name of what every object has is a region like any other', () => {
  for (const region of ['constructor', 'toString', '__proto__']) {
    expect(hostOf('saf', region)).toEqual({ host: `saf.${region}.aliyuncs.com` });
  }
});

it.each([
  ['saf', '2019-05-21'],
  ['cloudauth-intl', '2022-08-09'],
  ['facebody', '2019-12-30'],
  ['ocr', '2019-12-30'],
  ['videoenhan', '2020-03-20'],
  ['viapi', '2023-01-17'],
  ['openplatform', '2019-12-19'],
])('%s has the version %s', (product, version) => expect(versionOf(product)).toBe(version));

it('every host is the vendor’s, and listed once', () => {
  expect(new Set(allHosts).size).toBe(allHosts.length);
  for (const host of allHosts) expect(host).toMatch(/^[a-z-]+(\.[a-z0-9-]+)?\.aliyuncs\.com$/);
  for (const product of Object.keys(products)) {
    for (const region of regionsOf(product)) expect(allHosts).toContain(Object.values(hostOf(product, region))[0]);
  }
});
