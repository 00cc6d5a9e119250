import { productAction } from './product.ts';

/** What every action of ID Verification declares alike. */
export const saf = {
  ...productAction('saf'),
  docsUrl: 'https://www.alibabacloud.com/help/zh/doc-detail/118498.htm',
} as const;
