import type { CodeEntry } from '../declare/codes.ts';
import type { Judgement } from './judgement.ts';

/** What idv itself says of a picture that does not show one face, where a list of the answer says it and no code of the service. */
export interface FaceCode {
  code: 'no-face' | 'several-faces';
  /** The list. */
  path: string;
  entry: CodeEntry;
}

export function faceCodes({ each, faceRectangles }: Judgement): FaceCode[] {
  const found: FaceCode[] = [];
  if (each) {
    const { faces: path, noFace, severalFaces } = each;
    found.push({ code: 'no-face', path, entry: noFace }, { code: 'several-faces', path, entry: severalFaces });
  }
  if (faceRectangles) for (const path of faceRectangles.lists) found.push({ code: 'no-face', path, entry: faceRectangles.noFace });
  return found;
}
