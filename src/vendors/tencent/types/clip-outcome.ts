import type { Field } from '../../../core/declare/action.ts';

/** What the actions that judge a clip in one call have in common. */
export const clipOutcome = {
  result: {
    name: 'Result',
    type: 'String',
    help: 'the outcome: Success, FailedOperation.CompareLowSimilarity (a live person, but a different one), or the code of the problem',
  },
  description: { name: 'Description', type: 'String', help: 'the outcome in the vendor’s words' },
  sim: {
    name: 'Sim',
    type: 'Float',
    help: 'similarity of the two faces, 0 to 100; valid only with Success and CompareLowSimilarity',
  },
  bestFrameBase64: {
    name: 'BestFrameBase64',
    type: 'String',
    media: 'image',
    file: 'best-frame',
    help: 'best image of the face in the clip, a JPEG as base64; may be null',
  },
} as const satisfies Readonly<Record<string, Field>>;
