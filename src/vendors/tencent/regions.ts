/**
 * Where actions are offered, as the pages of the actions say. A token is read where it was issued, so both halves of a flow
 * have one list; the one exception says why. A call to another region is sent too, with a notice.
 */

/**
 * Tokens of the App SDK and of pages, and their results. The manual of 2024-05 has two or three of them. ap-bangkok came in
 * 2025-01, ap-hongkong for pages and sa-saopaulo in 2025-11; the result of the App SDK's eKYC is offered wherever the product is.
 * https://www.tencentcloud.com/document/product/1061/56227 (page) and 1061/56226 (its result), 1061/54556 and 1061/54557
 * (liveness), 1061/49954 and 1061/49951 (eKYC), 1061/49955 (liveness alone)
 */
export const tokenRegions = ['ap-bangkok', 'ap-hongkong', 'ap-jakarta', 'ap-singapore', 'sa-saopaulo'] as const;

/** Documents, and their results. https://www.tencentcloud.com/document/product/1061/59048 and 1061/59046 */
export const cardRegions = ['ap-hongkong', 'ap-jakarta', 'ap-singapore'] as const;

/** Pages of the first kind, and their results. https://www.tencentcloud.com/document/product/1061/49953 and 1061/49950 */
export const firstPageRegions = ['ap-jakarta', 'ap-singapore'] as const;

/** Addresses to upload to, and the actions that read such a file: it lies in the request's own region. 1061/47648 */
export const uploadRegions = ['ap-bangkok', 'ap-hongkong', 'ap-singapore'] as const;
