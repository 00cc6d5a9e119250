import type { Field } from '../../../core/action.ts';
import { later } from './members.ts';

/** One reading of a document by the eKYC SDK; of several the last counts. */
export const cardVerifyResult: readonly Field[] = [
  { name: 'IsPass', type: 'Boolean' },
  { name: 'IsEdit', type: 'Boolean' },
  { name: 'CardVideo', type: 'FileInfo', media: 'video', file: 'card-video' },
  { name: 'CardImage', type: 'FileInfo', media: 'image', file: 'card-image' },
  { name: 'CardInfoOcrJson', type: 'FileInfo', media: 'data', file: 'card-ocr' },
  { name: 'RequestId', type: 'String' },
  { name: 'NormalCardInfo', type: 'NormalCardInfo', sensitive: true },
  { name: 'WarnCardInfos', type: 'Array of Integer' },
  ...later({ name: 'EditDetails', type: 'Array of EditDetail', sensitive: true }),
];

/** A member of the document that the person changed by hand. */
export const editDetail: readonly Field[] = [
  { name: 'FieldName', type: 'String' },
  { name: 'OriginalFieldValue', type: 'String', sensitive: true },
  { name: 'RevisedFieldValue', type: 'String', sensitive: true },
];
