import { type Media, mediaNote } from '../../core/http.ts';

/** What the journal shows in the place of media. */
export type NoteOf = (media: Media) => string;

const mostSeen = 64;
const mostKept = 64;
const mostKeptBytes = 32 * 2 ** 20;

/**
 * Makes the notes of media. A load test sends a few files thousands of times, and comparing bytes takes a tenth of the time of a digest.
 * So media is kept when it comes for the second time. Media that comes only once is not copied.
 */
export function createNotes(): NoteOf {
  const seen = new Set<string>();
  const kept: { media: Media; note: string }[] = [];
  let keptBytes = 0;

  /** The oldest entry is dropped first. */
  const keep = ({ bytes, mediaType }: Media, note: string): void => {
    kept.push({ media: { bytes: Buffer.from(bytes), mediaType }, note });
    keptBytes += bytes.length;
    while (kept.length > mostKept || keptBytes > mostKeptBytes) keptBytes -= kept.shift()?.media.bytes.length ?? 0;
  };

  return (media) => {
    const known = kept.find((each) => each.media.mediaType === media.mediaType && each.media.bytes.equals(media.bytes));
    if (known) return known.note;
    const note = mediaNote(media);
    if (seen.delete(note)) keep(media, note);
    seen.add(note);
    if (seen.size > mostSeen) seen.delete([...seen][0] ?? '');
    return note;
  };
}
