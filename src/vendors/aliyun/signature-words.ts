import type { Vendor } from '../vendor.ts';

const common = { toSign: 'StringToSign', signature: 'Signature', id: 'AccessKeyId', secret: 'AccessKeySecret' } as const;

export const aliyunSignatures: Vendor['signatures'] = {
  acs3: {
    title: 'ACS3-HMAC-SHA256',
    canonical: 'CanonicalRequest',
    ...common,
    docsUrl: 'https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature',
  },
  rpc: {
    title: 'RPC signature 1.0 (HMAC-SHA1)',
    canonical: 'CanonicalizedQueryString',
    ...common,
    docsUrl: 'https://www.alibabacloud.com/help/en/sdk/product-overview/rpc-mechanism',
  },
};
