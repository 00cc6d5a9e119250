/**
 * When members and parameters came whose month the vendor's history does not name
 * (https://www.tencentcloud.com/document/product/1061/38950): the last text that lacks them sets the bound.
 */
export const firstSeen = {
  /** Not in the manual of May 2024. */
  afterManual: '2024-05 or later',
  /** Nor in the Node SDK 3.0.1335, whose models are of March 2026. */
  afterSdk: '2026-03 or later',
} as const;
