const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

/** A table with one code, of one bit, for the symbol zero. */
const oneCode = (id: '00' | '10'): Buffer => hex(`ffc4 0014 ${id} 01 ${'00'.repeat(15)} 00`);

/**
 * A JPEG of 64 x 64 grey pixels, without a face or any personal data. Every block is two zero bits:
 * no difference to the block before, and nothing but that.
 */
export function greyPicture(): Buffer {
  return Buffer.concat([
    hex('ffd8 ffe0 0010 4a464946 00 0101 00 0001 0001 0000'),
    hex(`ffdb 0043 00 ${'01'.repeat(64)}`),
    hex('ffc0 000b 08 0040 0040 01 01 11 00'),
    oneCode('00'),
    oneCode('10'),
    hex('ffda 0008 01 01 00 00 3f 00'),
    Buffer.alloc((64 * 2) / 8),
    hex('ffd9'),
  ]);
}
