import type { Judgement, Signal } from '../../../core/judge/judgement.ts';
import { mismatchAfter, spoofAfter } from '../../code-entries.ts';
import { faceVerifyResults } from './face-verify.ts';

const faceAttack: Signal = {
  path: 'Data.extInfo.faceAttack',
  type: 'String',
  success: 'false',
  results: ['true'],
  codes: {
    true: spoofAfter('comparison')(
      'an attack: a picture of a picture, of a screen or of a recording',
      'ask the person to take a new photo of themselves',
    ),
  },
  required: true,
};

const { required: _always, ...attackIfSaid } = faceAttack;

const retCode: Signal = {
  path: 'Data.retCode',
  type: 'String',
  success: 'OK_SUCCESS',
  results: ['PROCESSING', 'SYSTEM_ERROR', 'UNABLE_GET_IMAGE'],
  codes: faceVerifyResults,
  required: true,
};

/** An answer of this service without its own code is never a pass. */
const answered: Signal = { path: 'Code', type: 'Integer', success: 200, results: [], required: true };

/**
 * The document does not say which members decide. Here an attack takes precedence over everything, and nothing counts unless the service
 * says that it ran.
 */
export const faceVerifyJudgement: Judgement = {
  checked: ['comparison'],
  decision: {
    path: 'Data.passed',
    type: 'String',
    success: 'true',
    results: ['false'],
    codes: {
      false: mismatchAfter('comparison')(
        'the face is not the one in the photo',
        'check that the photo shows this person, then take a new photo',
      ),
    },
  },
  vetoes: [attackIfSaid, retCode],
  witnesses: [answered, { path: 'Data.extInfo.result', type: 'String', success: 'true', results: ['false'], required: true }, faceAttack],
  description: 'Data.retMessage',
  score: {
    path: 'Data.extInfo.score',
    of: 'comparison',
    threshold: null,
    lowUnder: 50,
    validFor: ['true', 'false'],
    required: true,
    asText: true,
  },
};
