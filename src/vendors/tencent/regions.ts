/**
 * Where actions are offered, according to their pages. The result of a token is read where the token was issued, so both actions of a flow
 * have the same list; the single exception has a comment. A call to another region is sent too, with a notice.
 */

/**
 * Tokens of the App SDK and of pages, and their results. The manual of 2024-05 has two or three of them. ap-bangkok was added in 2025-01,
 * ap-hongkong (for pages) and sa-saopaulo in 2025-11; the result of the App SDK's eKYC is available in all regions of the product.
 * https://www.tencentcloud.com/document/product/1061/56227 (page) and 1061/56226 (its result), 1061/54556 and 1061/54557 (liveness),
 * 1061/49954 and 1061/49951 (eKYC), 1061/49955 (liveness alone)
 */
export const tokenRegions = ['ap-bangkok', 'ap-hongkong', 'ap-jakarta', 'ap-singapore', 'sa-saopaulo'] as const;

/** Documents, and their results. https://www.tencentcloud.com/document/product/1061/59048 and 1061/59046 */
export const cardRegions = ['ap-hongkong', 'ap-jakarta', 'ap-singapore'] as const;

/** Pages of the older kind, and their results. https://www.tencentcloud.com/document/product/1061/49953 and 1061/49950 */
export const firstPageRegions = ['ap-jakarta', 'ap-singapore'] as const;

/** Upload URLs, and the actions that read such a file: it is in the request's own region. 1061/47648 */
export const uploadRegions = ['ap-bangkok', 'ap-hongkong', 'ap-singapore'] as const;
