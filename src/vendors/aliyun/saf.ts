import { productAction } from './product.ts';

/** Declarations that all actions of ID Verification (2019) share. */
export const saf = {
  ...productAction('saf'),
  docsUrl: 'https://www.alibabacloud.com/help/zh/doc-detail/118498.htm',
} as const;
