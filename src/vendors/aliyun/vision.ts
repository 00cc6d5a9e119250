import { visionErrors } from './codes/vision-errors.ts';
import { productAction } from './product.ts';

/** Declarations that all actions of the Visual Intelligence API share. */
export const visionAction = <const P extends string>(product: P) =>
  ({
    ...productAction(product),
    docsUrl: 'https://help.aliyun.com/zh/viapi/',
    errors: visionErrors,
  }) as const;
