import { visionErrors } from './codes/vision-errors.ts';
import { productAction } from './product.ts';

/** What every action of the Visual Intelligence API declares alike. */
export const visionAction = <const P extends string>(product: P) =>
  ({
    ...productAction(product),
    docsUrl: 'https://help.aliyun.com/zh/viapi/',
    errors: visionErrors,
  }) as const;
