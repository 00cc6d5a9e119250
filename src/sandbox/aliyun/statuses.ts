/** The HTTP status of an error by its code, or by how its code begins; 400 of all others. */
const statuses: readonly (readonly [RegExp, number])[] = [
  [/^(?:InvalidAccessKeyId|InvalidApi|InvalidProduct)\.NotFound$/, 404],
  [/^(?:Forbidden(?:\..+)?|AuthFailed|InvalidApi\.NotPurchase)$/, 403],
  [/^Timeout$/, 408],
  [/^InternalError(?:\..+)?$/, 500],
  [/^ServiceUnavailable$/, 503],
];

export const statusOf = (code: string): number => statuses.find(([shape]) => shape.test(code))?.[1] ?? 400;
