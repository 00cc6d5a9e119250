import type { ProviderName } from './settings.ts';

interface VendorNames {
  title: string;
  /** Keys of a profile in our own files. */
  keys: { id: string; secret: string; token: string };
  variables: { id: string; secret: string; tokens: readonly string[]; region: string };
}

/**
 * How each vendor spells the parts of a key. Tencent's tools do not agree on the token's variable:
 * of several, the first that is set counts.
 */
export const vendorNames: Readonly<Record<ProviderName, VendorNames>> = {
  tencent: {
    title: 'Tencent Cloud',
    keys: { id: 'secretId', secret: 'secretKey', token: 'token' },
    variables: {
      id: 'TENCENTCLOUD_SECRET_ID',
      secret: 'TENCENTCLOUD_SECRET_KEY',
      tokens: ['TENCENTCLOUD_TOKEN', 'TENCENTCLOUD_SESSION_TOKEN', 'TENCENTCLOUD_SECURITY_TOKEN'],
      region: 'TENCENTCLOUD_REGION',
    },
  },
  aliyun: {
    title: 'Alibaba Cloud',
    keys: { id: 'accessKeyId', secret: 'accessKeySecret', token: 'securityToken' },
    variables: {
      id: 'ALIBABA_CLOUD_ACCESS_KEY_ID',
      secret: 'ALIBABA_CLOUD_ACCESS_KEY_SECRET',
      tokens: ['ALIBABA_CLOUD_SECURITY_TOKEN'],
      region: 'ALIBABA_CLOUD_REGION_ID',
    },
  },
};
