import type { SignMethod } from '../../providers/provider.ts';

/** The names that a vendor's document gives to the stages of a signature. */
export interface SchemeWords {
  title: string;
  /** The text that both sides can build from the request. */
  canonical: string;
  /** The text that the key signs. */
  toSign: string;
  signature: string;
  /** What the vendor calls the two halves of a key. */
  id: string;
  secret: string;
  docsUrl: string;
}

/** The page of any product has the same text. */
const tencentV1 = 'https://www.tencentcloud.com/document/product/267/37448';

const wordsOfV1 = {
  canonical: 'RequestString',
  toSign: 'SignatureOriginalString',
  signature: 'SignatureString',
  id: 'SecretId',
  secret: 'SecretKey',
  docsUrl: tencentV1,
};

export const schemes: Readonly<Record<SignMethod, SchemeWords>> = {
  tc3: {
    title: 'TC3-HMAC-SHA256',
    canonical: 'CanonicalRequest',
    toSign: 'StringToSign',
    signature: 'Signature',
    id: 'SecretId',
    secret: 'SecretKey',
    docsUrl: 'https://www.tencentcloud.com/document/product/267/37447',
  },
  'hmac-sha256': { title: 'HmacSHA256', ...wordsOfV1 },
  'hmac-sha1': { title: 'HmacSHA1', ...wordsOfV1 },
  acs3: {
    title: 'ACS3-HMAC-SHA256',
    canonical: 'CanonicalRequest',
    toSign: 'StringToSign',
    signature: 'Signature',
    id: 'AccessKeyId',
    secret: 'AccessKeySecret',
    docsUrl: 'https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature',
  },
  rpc: {
    title: 'RPC signature 1.0 (HMAC-SHA1)',
    canonical: 'CanonicalizedQueryString',
    toSign: 'StringToSign',
    signature: 'Signature',
    id: 'AccessKeyId',
    secret: 'AccessKeySecret',
    docsUrl: 'https://www.alibabacloud.com/help/en/sdk/product-overview/rpc-mechanism',
  },
};
