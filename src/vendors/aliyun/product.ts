import { regionsOf, versionOf } from './hosts.ts';

/** What every action of a product declares alike. */
export const productAction = <const P extends string>(product: P) =>
  ({
    vendor: 'aliyun',
    product,
    version: versionOf(product) ?? '',
    regions: regionsOf(product),
    requestsPerSecond: null,
  }) as const;
