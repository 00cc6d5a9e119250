import type { Check, Evidence, Signal } from '../../../core/judge/judgement.ts';
import { mismatchAfter, spoofAfter } from '../../code-entries.ts';

/** The vendor's pages have Y and N, but its SDK describes the same member of EkycVerify as T and F. */
const yesNo = { type: 'String', success: 'Y', results: ['N'], spellings: { Y: ['T'], N: ['F'] } } as const;

/** Whether the verification was passed; if not, the parts below say which check failed. */
export const passedSignal: Signal = {
  path: 'Result.Passed',
  ...yesNo,
  codes: {
    N: mismatchAfter()(
      'the verification was not passed',
      'ExtFaceInfo and ExtIdInfo say which check failed; take new photos if it is the same person',
    ),
  },
};

/** For a pass, the detailed code is 200. There is no published list of the others, so they decide nothing. */
export const subCodeSignal: Signal = { path: 'Result.SubCode', type: 'String', success: '200', results: [] };

/** If the person was filmed, the check that was carried out is `liveness`. For a photo, it is the comparison. */
export const faceAttack = (...checked: readonly Check[]): Signal => ({
  path: 'Result.ExtFaceInfo.faceAttack',
  type: 'String',
  success: 'N',
  results: ['Y'],
  codes: {
    Y: spoofAfter(...checked)('the face is an attack: a picture, a screen or a mask', 'ask the person to take a new photo of themselves'),
  },
});

/** Whether the document is a copy or a picture of a screen. */
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

export const facesMatch: Evidence = {
  check: 'comparison',
  signal: {
    path: 'Result.ExtFaceInfo.facePassed',
    type: 'String',
    success: 'Y',
    results: ['N'],
    codes: { N: mismatchAfter('comparison')('the face is not the one on the document', 'check that the document belongs to this person') },
  },
};
