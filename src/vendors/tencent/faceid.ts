/** What every FaceID action declares alike. The manual prints no address of its single pages but one. */
export const faceid = {
  vendor: 'tencent',
  product: 'faceid',
  version: '2018-03-01',
  docsUrl: 'https://www.tencentcloud.com/document/product/1061',
} as const;
