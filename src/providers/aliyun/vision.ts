import { visionErrors } from './codes/vision-errors.ts';
import { regionsOf, versionOf } from './hosts.ts';

/** What every action of the Visual Intelligence API declares alike. */
export const visionAction = <const P extends string>(product: P) =>
  ({
    provider: 'aliyun',
    product,
    version: versionOf(product) ?? '',
    docsUrl: 'https://help.aliyun.com/zh/viapi/',
    regions: regionsOf(product),
    requestsPerSecond: null,
    errors: visionErrors,
  }) as const;
