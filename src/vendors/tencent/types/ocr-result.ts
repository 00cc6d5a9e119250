import type { Field } from '../../../core/declare/action.ts';
import { firstSeen } from '../first-seen.ts';
import { addedSince, retiredSince } from './members.ts';
import { warnCardInfos } from './warn-card-infos.ts';

/** The data that the verification page read from a document; if there are several, the last one counts. */
export const ocrResult: readonly Field[] = [
  { name: 'IsPass', type: 'Boolean', help: 'true if the document was read and passed its check' },
  {
    name: 'CardImageBase64',
    type: 'String',
    media: 'image',
    file: 'card-image',
    help: 'image of the document, as base64; may be null',
  },
  ...retiredSince('2024-09', {
    name: 'CardInfo',
    type: 'CardInfo',
    sensitive: true,
    help: 'the data that was read, by type of document; the service now fills NormalCardInfo',
  }),
  { name: 'RequestId', type: 'String', help: 'the service’s id of this reading' },
  {
    name: 'CardCutImageBase64',
    type: 'String',
    media: 'image',
    file: 'card-cut',
    help: 'the document cut out of its image, as base64',
  },
  {
    name: 'CardBackCutImageBase64',
    type: 'String',
    media: 'image',
    file: 'card-back-cut',
    help: 'the back of the document cut out of its image, as base64',
  },
  ...addedSince('2024-09', {
    name: 'NormalCardInfo',
    type: 'NormalCardInfo',
    sensitive: true,
    help: 'the data that was read, by type of document',
  }),
  ...addedSince(firstSeen.afterManual, warnCardInfos),
  ...addedSince(
    firstSeen.afterSdk,
    { name: 'OriginalCardInfo', type: 'String', sensitive: true, help: 'the data that was read, before the person changed anything' },
    { name: 'HeadImageBase64', type: 'String', media: 'image', file: 'card-head', help: 'the face on the document, as base64' },
    {
      name: 'CardBackImageBase64',
      type: 'String',
      media: 'image',
      file: 'card-back',
      help: 'image of the back of the document, as base64',
    },
  ),
];
