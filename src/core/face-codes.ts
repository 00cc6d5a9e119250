import type { Judgement } from './action.ts';
import type { CodeEntry } from './codes.ts';

/** What idv itself says of a picture that does not show one face, where a list of the answer says it and no code of the service. */
export interface FaceCode {
  code: 'no-face' | 'several-faces';
  /** The list. */
  path: string;
  entry: CodeEntry;
}

export function faceCodes({ each, withoutFace }: Judgement): FaceCode[] {
  const found: FaceCode[] = [];
  if (each) {
    const { faces: path, noFace, severalFaces } = each;
    found.push({ code: 'no-face', path, entry: noFace }, { code: 'several-faces', path, entry: severalFaces });
  }
  if (withoutFace) for (const path of withoutFace.lists) found.push({ code: 'no-face', path, entry: withoutFace.entry });
  return found;
}
