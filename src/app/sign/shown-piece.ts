import { isSecretName, unveiled, type Veil, veilKeyLike } from './veil.ts';
import { visible } from './visible.ts';

/** Of a short piece all is shown, of a long one and of a body what is next to the place in question. */
const longestWhole = 100;

/** A body may hold what is personal, and a long value media: what is shown is too little of either to be of use. */
const around = { body: 16, long: 6 } as const;

/** Shows a piece of a request around one place, every character visible, secrets and media hidden. */
export type ShowPiece = (text: string | undefined, at: number, name: string) => string | null;

/** A hash and a signature are no secrets, and may look like one. */
const isDigest = (name: string): boolean => /signature|^Hashed|sha256/i.test(name);

function partOf(text: string, at: number, side: number): string {
  const [from, to] = [Math.max(0, at - side), at + side];
  return `${from > 0 ? '…' : ''}${visible(unveiled(text.slice(from, to)))}${to < text.length ? '…' : ''}`;
}

export const showPieceWith =
  (veil: Veil): ShowPiece =>
  (text, at, name) => {
    if (text === undefined) return null;
    if (isSecretName(name)) return `<masked, ${Buffer.byteLength(text)} bytes>`;
    const hidden = veil(text);
    if (hidden.length > longestWhole) return partOf(hidden, at, around.long);
    const known = isDigest(name) ? hidden : veilKeyLike(hidden);
    return name === 'body' ? partOf(known, at, around.body) : visible(unveiled(known));
  };
