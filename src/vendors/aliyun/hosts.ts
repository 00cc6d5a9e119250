import type { Host } from '../vendor.ts';

/** Products, their API versions and their hosts, as in the vendor's SDKs. */
interface Product {
  version: string;
  /** Host by region; a central product has only one region. */
  hosts: Readonly<Record<string, string>>;
}

const shanghai = 'cn-shanghai';

/** Visual Intelligence is served only from Shanghai, for all countries. */
const central = (name: string, version: string): Product => ({ version, hosts: { [shanghai]: `${name}.${shanghai}.aliyuncs.com` } });

const safRegions = [
  'ap-southeast-1',
  'ap-southeast-3',
  'ap-south-1',
  'cn-beijing',
  'cn-hongkong',
  'cn-shanghai',
  'cn-shenzhen',
  'cn-zhangjiakou',
  'eu-central-1',
  'us-east-1',
  'us-west-1',
];

const ekycRegions = ['ap-southeast-1', 'ap-southeast-3', 'ap-southeast-5', 'cn-hongkong'];

export const products: Readonly<Record<string, Product>> = {
  saf: {
    version: '2019-05-21',
    hosts: {
      ...Object.fromEntries(safRegions.map((region) => [region, `saf.${region}.aliyuncs.com`])),
      'cn-hangzhou': 'saf.cn-shanghai.aliyuncs.com',
    },
  },
  // https://www.alibabacloud.com/help/en/ekyc/latest/api-overview
  'cloudauth-intl': {
    version: '2022-08-09',
    hosts: Object.fromEntries(ekycRegions.map((region) => [region, `cloudauth-intl.${region}.aliyuncs.com`])),
  },
  facebody: central('facebody', '2019-12-30'),
  ocr: central('ocr', '2019-12-30'),
  videoenhan: central('videoenhan', '2020-03-20'),
  viapi: central('viapi', '2023-01-17'),
  openplatform: { version: '2019-12-19', hosts: { [shanghai]: 'openplatform.aliyuncs.com' } },
};

const known = (product: string): Product | undefined => (Object.hasOwn(products, product) ? products[product] : undefined);

export const versionOf = (product: string): string | undefined => known(product)?.version;

const centralRegion = (product: string): string | undefined => {
  const [only, ...others] = Object.keys(known(product)?.hosts ?? {});
  return others.length === 0 ? only : undefined;
};

export const defaultRegion = (product: string): string => centralRegion(product) ?? 'ap-southeast-1';

/** A central product has no other region. For every other product, also an unknown one, the host name contains the region. */
export function hostOf(product: string, region: string): { host: string } | { regions: readonly string[] } {
  const hosts = known(product)?.hosts ?? {};
  const host = Object.hasOwn(hosts, region) ? hosts[region] : undefined;
  if (host !== undefined) return { host };
  const only = centralRegion(product);
  return only === undefined ? { host: `${product}.${region}.aliyuncs.com` } : { regions: [only] };
}

export const allHosts: readonly string[] = [...new Set(Object.values(products).flatMap(({ hosts }) => Object.values(hosts)))];

/** The regions that a host serves; every region if the product has no other host. */
function servedBy(host: string): string {
  const [product = '', { hosts = {} } = {}] = Object.entries(products).find(([, known]) => Object.values(known.hosts).includes(host)) ?? [];
  if (centralRegion(product) !== undefined) return `${product}, for every region`;
  const regions = Object.keys(hosts).filter((region) => hosts[region] === host);
  return `${product} in ${regions.join(' and ')}`;
}

export const aliyunHosts: readonly Host[] = allHosts.map((host) => ({ host, serves: servedBy(host) }));

/** The regions for which the catalogue has a host of the product. */
export const regionsOf = (product: string): readonly string[] => Object.keys(known(product)?.hosts ?? {}).sort();
