/** Every format that is told apart. More are named than any service takes, so that a refusal can say what the file is. */

interface FormatRow {
  mediaType: string;
  kind: 'image' | 'video' | 'other';
  /** As people write it: `JPEG`, `QuickTime (MOV)`. */
  name: string;
}

export const formats = {
  jpeg: { mediaType: 'image/jpeg', kind: 'image', name: 'JPEG' },
  png: { mediaType: 'image/png', kind: 'image', name: 'PNG' },
  bmp: { mediaType: 'image/bmp', kind: 'image', name: 'BMP' },
  webp: { mediaType: 'image/webp', kind: 'image', name: 'WebP' },
  gif: { mediaType: 'image/gif', kind: 'image', name: 'GIF' },
  heic: { mediaType: 'image/heic', kind: 'image', name: 'HEIC' },
  avif: { mediaType: 'image/avif', kind: 'image', name: 'AVIF' },
  tiff: { mediaType: 'image/tiff', kind: 'image', name: 'TIFF' },
  mp4: { mediaType: 'video/mp4', kind: 'video', name: 'MP4' },
  mov: { mediaType: 'video/quicktime', kind: 'video', name: 'QuickTime (MOV)' },
  '3gp': { mediaType: 'video/3gpp', kind: 'video', name: '3GP' },
  avi: { mediaType: 'video/x-msvideo', kind: 'video', name: 'AVI' },
  flv: { mediaType: 'video/x-flv', kind: 'video', name: 'FLV' },
  webm: { mediaType: 'video/webm', kind: 'video', name: 'WebM' },
  mkv: { mediaType: 'video/x-matroska', kind: 'video', name: 'Matroska (MKV)' },
  wmv: { mediaType: 'video/x-ms-asf', kind: 'video', name: 'Windows Media' },
  mpeg: { mediaType: 'video/mpeg', kind: 'video', name: 'MPEG' },
  m4a: { mediaType: 'audio/mp4', kind: 'other', name: 'M4A sound' },
  wav: { mediaType: 'audio/wav', kind: 'other', name: 'WAV sound' },
  pdf: { mediaType: 'application/pdf', kind: 'other', name: 'PDF' },
  text: { mediaType: 'text/plain', kind: 'other', name: 'plain text' },
  unknown: { mediaType: 'application/octet-stream', kind: 'other', name: 'unknown data' },
} as const satisfies Record<string, FormatRow>;

export type Format = keyof typeof formats;
