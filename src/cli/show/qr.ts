import { renderUnicodeCompact } from 'uqr';

/** A QR code of half-block characters, with two rows of modules in each line: about 20 lines for an address. */
export const qrCode = (text: string): string => `${renderUnicodeCompact(text)}\n`;
