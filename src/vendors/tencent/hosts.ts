import type { Host } from '../vendor.ts';

export const defaultHost = 'faceid.intl.tencentcloudapi.com';

/** Regions with their own host, and where they are. */
const regions: Readonly<Record<string, string>> = {
  'ap-guangzhou': 'Guangzhou, South China',
  'ap-shanghai': 'Shanghai, East China',
  'ap-beijing': 'Beijing, North China',
  'ap-chengdu': 'Chengdu, Southwest China',
  'ap-chongqing': 'Chongqing, Southwest China',
  'ap-hongkong': 'Hong Kong, for Hong Kong, Macao and Taiwan',
  'ap-singapore': 'Singapore, Southeast Asia',
  'ap-bangkok': 'Bangkok, Southeast Asia',
  'ap-mumbai': 'Mumbai, South Asia',
  'ap-seoul': 'Seoul, Northeast Asia',
  'ap-tokyo': 'Tokyo, Northeast Asia',
  'na-ashburn': 'Virginia, US East',
  'na-siliconvalley': 'Silicon Valley, US West',
  'na-toronto': 'Toronto, North America',
  'eu-frankfurt': 'Frankfurt, Europe',
};

/**
 * The host of the international SDKs, and the manual's list. A host is never derived from a region, because some regions, such as
 * ap-jakarta, have none.
 */
export const faceidHosts: readonly Host[] = [
  { host: defaultHost, serves: 'the default, from the vendor’s pages and its international SDK' },
  { host: 'faceid.tencentcloudapi.com', serves: 'the region nearest to the caller; not for financial zones' },
  ...Object.entries(regions).map(([region, place]) => ({ host: `faceid.${region}.tencentcloudapi.com`, serves: place })),
];
