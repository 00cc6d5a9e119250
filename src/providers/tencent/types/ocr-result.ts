import type { Field } from '../../../core/action.ts';
import { dropped, later } from './members.ts';

/** What the verification page read from a document. */
export const ocrResult: readonly Field[] = [
  { name: 'IsPass', type: 'Boolean' },
  { name: 'CardImageBase64', type: 'String', media: 'image', file: 'card-image' },
  ...dropped({ name: 'CardInfo', type: 'CardInfo', sensitive: true }),
  { name: 'RequestId', type: 'String' },
  { name: 'CardCutImageBase64', type: 'String', media: 'image', file: 'card-cut' },
  { name: 'CardBackCutImageBase64', type: 'String', media: 'image', file: 'card-back-cut' },
  ...later(
    { name: 'NormalCardInfo', type: 'NormalCardInfo', sensitive: true },
    { name: 'WarnCardInfos', type: 'Array of Integer' },
    { name: 'OriginalCardInfo', type: 'String', sensitive: true },
    { name: 'HeadImageBase64', type: 'String', media: 'image', file: 'card-head' },
    { name: 'CardBackImageBase64', type: 'String', media: 'image', file: 'card-back' },
  ),
];
