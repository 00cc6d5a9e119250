import { clipTable } from './clip.ts';
import { shapes } from './common.ts';

const file = (name: string) => [`--${name}-url`, `https://a.cos.ap-singapore.myqcloud.com/${name}`, `--${name}-md5`, '0'.repeat(32)];

export const videoLivenessCompare = clipTable(
  { action: 'VideoLivenessCompare', argv: ['video', 'compare', ...file('image'), ...file('video')] },
  shapes('BestFrame', 'object'),
);
