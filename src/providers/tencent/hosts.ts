export const defaultHost = 'faceid.intl.tencentcloudapi.com';

const regionsWithHost = [
  'ap-guangzhou',
  'ap-shanghai',
  'ap-beijing',
  'ap-chengdu',
  'ap-chongqing',
  'ap-hongkong',
  'ap-singapore',
  'ap-bangkok',
  'ap-mumbai',
  'ap-seoul',
  'ap-tokyo',
  'na-ashburn',
  'na-siliconvalley',
  'na-toronto',
  'eu-frankfurt',
];

/** The manual's list. A host is never derived from a region: ap-jakarta, for one, has none. */
export const faceidHosts: readonly string[] = [
  defaultHost,
  'faceid.tencentcloudapi.com',
  ...regionsWithHost.map((region) => `faceid.${region}.tencentcloudapi.com`),
];
