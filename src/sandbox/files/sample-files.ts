const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

/** A Huffman table with one code: one bit, for the symbol zero. */
const oneCode = (id: '00' | '10'): Buffer => hex(`ffc4 0014 ${id} 01 ${'00'.repeat(15)} 00`);

/**
 * A JPEG of 64 x 64 grey pixels, without a face or any personal data. Every block is two zero bits: it has the brightness
 * of the block before it, and no details.
 */
export function greyImage(): Buffer {
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

/** An FLV of three seconds without sound: the smallest video that players play. */
export function emptyVideo(): Buffer {
  return Buffer.concat([
    // The header.
    hex('464c5601010000000900000000'),
    // Six frames of 16 x 16 grey pixels (Sorenson H.263), half a second apart. After each comes its length.
    hex('0900000f00000000000000 120000840008081fa6fcfcfcfdfffe 0000001a'),
    hex('090000090001f400000000 220000843c08083fa0 00000014'),
    hex('090000090003e800000000 220000847808083fa0 00000014'),
    hex('090000090005dc00000000 22000084b408083fa0 00000014'),
    hex('090000090007d000000000 22000084f008083fa0 00000014'),
    hex('090000090009c400000000 220000852c08083fa0 00000014'),
  ]);
}

interface SampleFile {
  name: string;
  mediaType: string;
  content(): Buffer;
}

export type FileKind = 'image' | 'video' | 'data' | 'document';

/** The files that an answer can hold or point to. They are always the same, so any sandbox can serve those of another. */
export const sampleFiles: Readonly<Record<FileKind, SampleFile>> = {
  image: { name: 'image.jpg', mediaType: 'image/jpeg', content: greyImage },
  video: { name: 'video.flv', mediaType: 'video/x-flv', content: emptyVideo },
  data: { name: 'data.bin', mediaType: 'application/octet-stream', content: () => Buffer.from('made up by the sandbox\n') },
  document: {
    name: 'document.json',
    mediaType: 'application/json',
    content: () => Buffer.from(JSON.stringify({ Name: 'SANDBOX PERSON', Number: '000000', Sex: 'X', Birthday: '2000-01-01' })),
  },
};
