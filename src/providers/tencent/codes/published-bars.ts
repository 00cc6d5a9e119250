import type { Bar } from '../../../core/action.ts';

/**
 * What every similarity of FaceID is measured against. The manual of CompareFaceLiveness prints 1 in 1,000 for both; the
 * manual of DetectReflectLivenessAndCompare and the SDK have 80 right. https://www.tencentcloud.com/document/product/1061/55390
 */
export const publishedBars: readonly Bar[] = [
  { score: 70, falseAcceptRate: 1e-3 },
  { score: 80, falseAcceptRate: 1e-4 },
];
