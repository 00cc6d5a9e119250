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
  ])('has its own host in %s', (region) => expect(hostOf('saf', region)).toEqual({ host: `saf.${region}.aliyuncs.com` }));

  it('uses the host of Shanghai for Hangzhou', () =>
    expect(hostOf('saf', 'cn-hangzhou')).toEqual({ host: 'saf.cn-shanghai.aliyuncs.com' }));

  it('has twelve regions, with Singapore as the default', () => {
    expect(regionsOf('saf')).toHaveLength(12);
    expect(defaultRegion('saf')).toBe('ap-southeast-1');
  });

  it('gets a host by the same rule in a region that is not in the list', () => {
    expect(hostOf('saf', 'ap-southeast-9')).toEqual({ host: 'saf.ap-southeast-9.aliyuncs.com' });
  });
});

describe('the current ID Verification', () => {
  it.each(['ap-southeast-1', 'ap-southeast-3', 'ap-southeast-5', 'cn-hongkong'])('has its own host in %s', (region) => {
    expect(hostOf('cloudauth-intl', region)).toEqual({ host: `cloudauth-intl.${region}.aliyuncs.com` });
  });

  it('has four regions, with Singapore as the default', () => {
    expect(regionsOf('cloudauth-intl')).toHaveLength(4);
    expect(defaultRegion('cloudauth-intl')).toBe('ap-southeast-1');
  });
});

describe('a product of Visual Intelligence', () => {
  it.each(central)('%s has a host in Shanghai, its default region', (product) => {
    expect(hostOf(product, 'cn-shanghai')).toEqual({ host: `${product}.cn-shanghai.aliyuncs.com` });
    expect(defaultRegion(product)).toBe('cn-shanghai');
  });

  it.each(central)('%s has no host in another region', (product) => {
    for (const region of ['ap-southeast-1', 'cn-hangzhou', '', 'constructor']) {
      expect(hostOf(product, region)).toEqual({ regions: ['cn-shanghai'] });
    }
  });
});

describe('the upload service', () => {
  it('has no region in its host', () => expect(hostOf('openplatform', 'cn-shanghai')).toEqual({ host: 'openplatform.aliyuncs.com' }));
});

describe('a product that idv does not know', () => {
  it.each(['ecs', 'cloudauth', 'constructor', '__proto__'])('%s gets a host by its name and region, and has no version', (product) => {
    expect(hostOf(product, 'cn-hongkong')).toEqual({ host: `${product}.cn-hongkong.aliyuncs.com` });
    expect(versionOf(product)).toBeUndefined();
    expect(regionsOf(product)).toEqual([]);
    expect(defaultRegion(product)).toBe('ap-southeast-1');
  });
});

it('hostOf treats the name of an inherited member as an ordinary region', () => {
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

it('every host belongs to the vendor, and is listed once', () => {
  expect(new Set(allHosts).size).toBe(allHosts.length);
  for (const host of allHosts) expect(host).toMatch(/^[a-z-]+(\.[a-z0-9-]+)?\.aliyuncs\.com$/);
  for (const product of Object.keys(products)) {
    for (const region of regionsOf(product)) expect(allHosts).toContain(Object.values(hostOf(product, region))[0]);
  }
});
