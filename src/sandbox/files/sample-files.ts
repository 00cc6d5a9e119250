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

/** An FLV of three seconds with one empty frame and no sound: the smallest file that counts as a video. */
const emptyVideo = (): Buffer => hex('464c56 01 01 00000009 00000000 09 000001 000bb8 00 000000 17 0000000c');

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
