import { defineAction, type Field } from '../../../core/declare/action.ts';
import { requestId } from '../../request-id.ts';
import { cardPicture } from '../params/media.ts';
import { pictureAddress } from '../params/picture-address.ts';
import { visionAction } from '../vision.ts';

const personal = (members: Readonly<Record<string, string>>): Field[] =>
  Object.entries(members).map(([name, help]) => ({ name, type: 'String', sensitive: true, help }));

export const recognizeIdentityCard = defineAction({
  ...visionAction('ocr'),
  name: 'RecognizeIdentityCard',
  command: ['vision', 'card'],
  summary: 'Read an identity card of mainland China; gives no verdict',
  params: [
    { ...pictureAddress('ImageURL', 'image-url', 'the picture', 'image'), required: true },
    { name: 'Side', type: 'String', values: { face: ['front'], back: [] }, help: 'which side the picture shows' },
  ],
  uploads: [{ flag: 'image', help: 'the picture', url: 'ImageURL', media: cardPicture }],
  output: [{ name: 'Data', type: 'IdentityCardData', help: 'what was read' }, requestId],
  types: {
    IdentityCardData: [
      { name: 'FrontResult', type: 'IdentityCardFront', help: 'the front; absent if the back was read' },
      { name: 'BackResult', type: 'IdentityCardBack', help: 'the back; absent if the front was read' },
    ],
    IdentityCardFront: [
      ...personal({ Name: 'the name', Gender: 'sex of the person', Nationality: 'the ethnic group', BirthDate: 'date of birth, YYYYMMDD' }),
      ...personal({ Address: 'the address', IDNumber: 'number of the card' }),
      { name: 'FaceRectangle', type: 'CardFaceRectangle', help: 'the position of the face on the card' },
      { name: 'FaceRectVertices', type: 'Array of CardPoint', help: 'corners of that rectangle' },
      { name: 'CardAreas', type: 'Array of CardPoint', help: 'corners of the card in the picture' },
    ],
    IdentityCardBack: personal({
      StartDate: 'first day on which the card is valid, YYYYMMDD',
      EndDate: 'last day on which the card is valid, YYYYMMDD',
      Issue: 'authority that issued the card',
    }),
    CardFaceRectangle: [
      { name: 'Angle', type: 'Float', help: 'the angle of rotation' },
      { name: 'Center', type: 'CardPoint', help: 'its centre' },
      { name: 'Size', type: 'CardFaceSize', help: 'its size' },
    ],
    CardFaceSize: [
      { name: 'Width', type: 'Float', help: 'width in pixels' },
      { name: 'Height', type: 'Float', help: 'height in pixels' },
    ],
    CardPoint: [
      { name: 'X', type: 'Float', help: 'pixels from the left edge' },
      { name: 'Y', type: 'Float', help: 'pixels from the upper edge' },
    ],
  },
  needs: [
    { path: 'Data.FrontResult', type: 'Object', when: (sent) => sent('Side') === 'face' },
    { path: 'Data.BackResult', type: 'Object', when: (sent) => sent('Side') === 'back' },
  ],
  personal: true,
  readOnly: false,
  examples: ['idv vision card --image card.jpg --side front', 'idv vision card --image card.jpg --side back --show-pii'],
});
