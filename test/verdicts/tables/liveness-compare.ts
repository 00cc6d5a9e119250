import { clipTable } from './clip.ts';
import { shapes } from './common.ts';

export const livenessCompare = clipTable(
  { action: 'LivenessCompare', argv: ['liveness', 'compare', '--image', 'fixtures/portrait.jpg', '--video', 'fixtures/selfie-3s.mp4'] },
  [...shapes('BestFrameBase64', 'text'), ...shapes('BestFrameList', 'list')],
);
