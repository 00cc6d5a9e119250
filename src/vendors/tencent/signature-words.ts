import type { SignatureWords, Vendor } from '../vendor.ts';

const ofKey = { id: 'SecretId', secret: 'SecretKey' } as const;

/** The page about the older signatures; it is the same for every product. */
const ofV1 = (title: string): SignatureWords => ({
  title,
  canonical: 'RequestString',
  toSign: 'SignatureOriginalString',
  signature: 'SignatureString',
  ...ofKey,
  docsUrl: 'https://www.tencentcloud.com/document/product/267/37448',
});

export const tencentSignatures: Vendor['signatures'] = {
  tc3: {
    title: 'TC3-HMAC-SHA256',
    canonical: 'CanonicalRequest',
    toSign: 'StringToSign',
    signature: 'Signature',
    ...ofKey,
    docsUrl: 'https://www.tencentcloud.com/document/product/267/37447',
  },
  'hmac-sha256': ofV1('HmacSHA256'),
  'hmac-sha1': ofV1('HmacSHA1'),
};
