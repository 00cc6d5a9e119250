import { ekycErrors } from './codes/ekyc.ts';
import { productAction } from './product.ts';

/** What every action of today's ID Verification declares alike. In Kuala Lumpur and Jakarta 3 calls a second are taken, not 10. */
export const ekyc = {
  ...productAction('cloudauth-intl'),
  docsUrl: 'https://www.alibabacloud.com/help/en/ekyc/latest/api-overview',
  requestsPerSecond: 10,
  errors: Object.keys(ekycErrors),
} as const;
