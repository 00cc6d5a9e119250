// Valid files of about a wanted size: a fixture with trailing bytes (JPEG) or with a `free` box (MP4).
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const fixture = (name) => readFile(join(import.meta.dirname, '../../fixtures', name));

async function written(folder, name, parts) {
  const path = join(folder, name);
  await writeFile(path, Buffer.concat(parts));
  return path;
}

export async function jpegOf(folder, bytes) {
  const file = await fixture('portrait.jpg');
  return written(folder, `${bytes}.jpg`, [file, Buffer.alloc(Math.max(0, bytes - file.length))]);
}

export async function mp4Of(folder, bytes) {
  const file = await fixture('selfie-3s.mp4');
  const box = Buffer.alloc(Math.max(8, bytes - file.length), 0x41);
  box.writeUInt32BE(box.length, 0);
  box.write('free', 4, 'latin1');
  return written(folder, `${bytes}.mp4`, [file, box]);
}

/** The pictures and clips of the cases. */
export async function mediaIn(folder) {
  return {
    small: [await jpegOf(folder, 100 * 1024), await mp4Of(folder, 1.5 * 2 ** 20)],
    // 1.9 MB and 8 MB as base64: the largest clip, and a photo that fits with it under 10 MB.
    large: [await jpegOf(folder, 1_420_000), await mp4Of(folder, 6_290_000)],
  };
}
