/**
 * When members and parameters were added, if the vendor's history does not name the month
 * (https://www.tencentcloud.com/document/product/1061/38950): after the last document that does not have them.
 */
export const firstSeen = {
  /** Not in the manual of May 2024. */
  afterManual: '2024-05 or later',
  /** Also not in the Node SDK 3.0.1335, whose models are of March 2026. */
  afterSdk: '2026-03 or later',
} as const;
