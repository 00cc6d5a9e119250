import { regionsOf, versionOf } from './hosts.ts';

/** Declarations that all actions of a product share. */
export const productAction = <const P extends string>(product: P) =>
  ({
    vendor: 'aliyun',
    product,
    version: versionOf(product) ?? '',
    regions: regionsOf(product),
    requestsPerSecond: null,
  }) as const;
