/** Declarations that all FaceID actions share. The manual has only one URL, and none for its single pages. */
export const faceid = {
  vendor: 'tencent',
  product: 'faceid',
  version: '2018-03-01',
  docsUrl: 'https://www.tencentcloud.com/document/product/1061',
} as const;
