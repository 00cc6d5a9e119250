import type { Check, Evidence, Signal } from '../../../core/judge/judgement.ts';
import { mismatchAfter, spoofAfter } from '../../code-entries.ts';

/** The vendor's pages write Y and N, its SDK describes the same member of EkycVerify as T and F. */
const yesNo = { type: 'String', success: 'Y', results: ['N'], spellings: { Y: ['T'], N: ['F'] } } as const;

/** Whether the verification was passed; the parts below say by which check it was not. */
export const passed: Signal = {
  path: 'Result.Passed',
  ...yesNo,
  codes: {
    N: mismatchAfter()(
      'the verification was not passed',
      'ExtFaceInfo and ExtIdInfo say by which check; take new photos if it is one person',
    ),
  },
};

/** Of a pass the finer code is 200. Of the others no list is published, so nothing is decided by them. */
export const passedSubCode: Signal = { path: 'Result.SubCode', type: 'String', success: '200', results: [] };

/** `liveness` is what was carried out where the person was filmed; of a photo alone it is the comparison. */
export const faceAttack = (...checked: readonly Check[]): Signal => ({
  path: 'Result.ExtFaceInfo.faceAttack',
  type: 'String',
  success: 'N',
  results: ['Y'],
  codes: {
    Y: spoofAfter(...checked)('the face is an attack: a picture, a screen or a mask', 'have the person take a new photo of themselves'),
  },
});

/** The document is a copy or a picture of a screen. */
export const documentSpoof: Signal = {
  path: 'Result.ExtIdInfo.spoofInfo.spoofResult',
  type: 'String',
  success: 'N',
  results: ['Y'],
  codes: { Y: mismatchAfter('document')('the document is a copy or a picture of a screen', 'photograph the document itself') },
};

export const documentAccepted: Evidence = {
  check: 'document',
  signal: {
    path: 'Result.ExtIdInfo.ocrIdPassed',
    type: 'String',
    success: 'Y',
    results: ['N'],
    codes: { N: mismatchAfter('document')('the document was not accepted', 'photograph the document again, sharp and complete') },
  },
};

export const facesAlike: Evidence = {
  check: 'comparison',
  signal: {
    path: 'Result.ExtFaceInfo.facePassed',
    type: 'String',
    success: 'Y',
    results: ['N'],
    codes: { N: mismatchAfter('comparison')('the face is not the one on the document', 'check that document and person belong together') },
  },
};
