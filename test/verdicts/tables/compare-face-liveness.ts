import { clipTable } from './clip.ts';
import { shapes } from './common.ts';

export const compareFaceLiveness = clipTable(
  { action: 'CompareFaceLiveness', argv: ['compare', '--image', 'fixtures/portrait.jpg', '--video', 'fixtures/selfie-3s.mp4'] },
  shapes('BestFrameBase64', 'text'),
);
