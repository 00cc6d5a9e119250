import { ekycErrors } from './codes/ekyc.ts';
import { productAction } from './product.ts';

/** Declarations that all actions of the current ID Verification share. Kuala Lumpur and Jakarta accept 3 calls per second, not 10. */
export const ekyc = {
  ...productAction('cloudauth-intl'),
  docsUrl: 'https://www.alibabacloud.com/help/en/ekyc/latest/api-overview',
  requestsPerSecond: 10,
  errors: Object.keys(ekycErrors),
} as const;
