import { regionsOf, versionOf } from './hosts.ts';

/** What every action of ID Verification declares alike. */
export const saf = {
  provider: 'aliyun',
  product: 'saf',
  version: versionOf('saf') ?? '',
  docsUrl: 'https://www.alibabacloud.com/help/zh/doc-detail/118498.htm',
  regions: regionsOf('saf'),
  requestsPerSecond: null,
} as const;
