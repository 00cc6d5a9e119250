import { type BodyValue, isMediaValue, type Media, mediaNote } from '../../../core/http.ts';
import { isRecord } from '../../../core/json.ts';
import { sha256Hex } from '../../../sign/encode.ts';
import type { Parameter } from '../../../sign/tencent-v1.ts';
import { type Draft, isHeaderDraft } from '../draft.ts';
import { loosePairs } from '../draft-of.ts';
import { isSecretName } from '../secret-mask.ts';
import { visible } from '../visible.ts';

/** Marks around a note that replaces a value, so that the note is not encoded with the text around it. */
const [open, close] = ['\ue000', '\ue001'];
const note = (text: string): string => `${open}${text}${close}`;

/** The text for display: its notes without their marks. */
export const withoutMarks = (text: string): string => text.replaceAll(open, '').replaceAll(close, '');

/** The same, with every other character made visible. */
export const visibleAroundNotes = (text: string): string =>
  text
    .split(/\ue000([^\ue000\ue001]*)\ue001/)
    .map((piece, index) => (index % 2 === 0 ? visible(piece) : piece))
    .join('');

/** Longer values are shown as their length and hash. */
const longestShown = 200;

/** All media in the values of a call, at any depth. */
export function mediaIn(value: BodyValue | undefined): Media[] {
  if (isMediaValue(value)) return [value];
  if (Array.isArray(value)) return value.flatMap(mediaIn);
  return isRecord(value) ? Object.values(value).flatMap((member) => mediaIn(member as BodyValue)) : [];
}

export type ShowValue = (name: string, value: string) => string;

/** The note for a value that is not shown: a session token, one of the `personal` texts, media, or a very long value. */
export const showValueOf =
  (media: readonly Media[], personal: readonly string[] = []): ShowValue =>
  (name, value) => {
    if (isSecretName(name) || personal.includes(value)) return note(`<masked, ${Buffer.byteLength(value)} bytes>`);
    const shown = media.reduce((text, each) => text.replaceAll(each.bytes.toString('base64'), note(mediaNote(each))), value);
    const rest = shown.replace(/\ue000[^\ue000\ue001]*\ue001/g, '');
    return rest.length > longestShown ? note(`<${Buffer.byteLength(value)} bytes, sha256 ${sha256Hex(value)}>`) : shown;
  };

/** Encodes everything except the notes. */
const aroundNotes =
  (encode: (text: string) => string) =>
  (text: string): string =>
    text
      .split(/(\ue000[^\ue000\ue001]*\ue001)/)
      .map((piece, index) => (index % 2 === 0 ? encode(piece) : piece))
      .join('');

const shownPairs = (pairs: readonly Parameter[], show: ShowValue): Parameter[] => pairs.map(([name, value]) => [name, show(name, value)]);

/** A query or form with notes in place of some values. */
export function queryWithNotes(query: string, show: ShowValue): string {
  if (query === '') return '';
  return query
    .split('&')
    .map((piece) => {
      const [[name, value] = ['', '']] = loosePairs(piece);
      const shown = show(name, value);
      return shown === value ? piece : `${piece.slice(0, piece.indexOf('=') + 1)}${shown}`;
    })
    .join('&');
}

/** The same draft for display. Its stages are computed in the same way, with notes in place of some values. */
export function shownDraft(draft: Draft, show: ShowValue): Draft {
  if (isHeaderDraft(draft)) return { ...draft, query: queryWithNotes(draft.query, show), headers: shownPairs(draft.headers, show) };
  return {
    ...draft,
    pairs: shownPairs(draft.pairs, show),
    encode: aroundNotes(draft.encode),
    encodeAgain: aroundNotes(draft.encodeAgain),
  };
}
