/** The texts that are in a text in base64 or in hex. Sealed values are in base64, and columns of bytes are printed in hex. */
export const decodedTexts = (text: string): string[] => [
  ...[...text.matchAll(/[A-Za-z0-9+/=_-]{16,}/g)].map(([found]) => Buffer.from(found, 'base64').toString('latin1')),
  ...[...text.matchAll(/[0-9a-f]{16,}/gi)].map(([found]) => Buffer.from(found, 'hex').toString('latin1')),
];
