import type { Field } from '../../../core/declare/action.ts';
import { firstSeen } from '../first-seen.ts';
import { addedSince } from './members.ts';
import { warnCardInfos } from './warn-card-infos.ts';

/** One reading of a document by the eKYC SDK; if there are several, the last one counts. */
export const cardVerifyResult: readonly Field[] = [
  { name: 'IsPass', type: 'Boolean', help: 'true if the document was read and passed its check' },
  { name: 'IsEdit', type: 'Boolean', help: 'true if the person changed the data that was read; see EditDetails' },
  {
    name: 'CardVideo',
    type: 'FileInfo',
    media: 'video',
    file: 'card-video',
    help: 'video of the document; null unless documents are taken as a video',
  },
  { name: 'CardImage', type: 'FileInfo', media: 'image', file: 'card-image', help: 'image of the document; may be null' },
  {
    name: 'CardInfoOcrJson',
    type: 'FileInfo',
    media: 'data',
    file: 'card-ocr',
    help: 'the data that was read, as a JSON file; its members depend on the IdCardType of the token; null or empty if the reading failed',
  },
  { name: 'RequestId', type: 'String', help: 'the service’s id of this reading' },
  { name: 'NormalCardInfo', type: 'NormalCardInfo', sensitive: true, help: 'the data that was read, by type of document' },
  warnCardInfos,
  ...addedSince(firstSeen.afterManual, {
    name: 'EditDetails',
    type: 'Array of EditDetail',
    sensitive: true,
    help: 'members that the person changed by hand; empty if IsEdit is false',
  }),
];

/** A member of the document that the person changed by hand. */
export const editDetail: readonly Field[] = [
  { name: 'FieldName', type: 'String', help: 'name of the changed member' },
  { name: 'OriginalFieldValue', type: 'String', sensitive: true, help: 'its value as read from the document' },
  { name: 'RevisedFieldValue', type: 'String', sensitive: true, help: 'the value that the person typed' },
];
