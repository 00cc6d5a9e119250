/** `10000` -> `10,000`. Whole numbers only. */
export const grouped = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
