import { isSecretName, maskKeyLike, type SecretMask, withShortMasks } from './secret-mask.ts';
import { visible } from './visible.ts';

/** A short piece is shown completely. Of a long one, and of a body, only the text around the place in question is shown. */
const longestWhole = 100;

/** A body may contain personal data, and a long value may be media. So little is shown that it reveals neither. */
const around = { body: 16, long: 6 } as const;

/** Shows a piece of a request around one place, with every character visible, and with secrets and media hidden. */
export type ShowPiece = (text: string | undefined, at: number, name: string) => string | null;

/** A hash or a signature is not secret, but may look like a secret. */
const isDigest = (name: string): boolean => /signature|^Hashed|sha256/i.test(name);

function partOf(text: string, at: number, side: number): string {
  const [from, to] = [Math.max(0, at - side), at + side];
  return `${from > 0 ? '…' : ''}${visible(withShortMasks(text.slice(from, to)))}${to < text.length ? '…' : ''}`;
}

export const showPieceWith =
  (mask: SecretMask): ShowPiece =>
  (text, at, name) => {
    if (text === undefined) return null;
    if (isSecretName(name)) return `<masked, ${Buffer.byteLength(text)} bytes>`;
    const hidden = mask(text);
    if (hidden.length > longestWhole) return partOf(hidden, at, around.long);
    const known = isDigest(name) ? hidden : maskKeyLike(hidden);
    return name === 'body' ? partOf(known, at, around.body) : visible(withShortMasks(known));
  };
