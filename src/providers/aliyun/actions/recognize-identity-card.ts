import { defineAction, type Field } from '../../../core/action.ts';
import { cardPicture } from '../params/media.ts';
import { pictureAddress } from '../params/picture-address.ts';
import { visionAction } from '../vision.ts';

const personal = (...names: readonly string[]): Field[] => names.map((name) => ({ name, type: 'String', sensitive: true }));

const point: Field[] = [
  { name: 'X', type: 'Float' },
  { name: 'Y', type: 'Float' },
];

export const recognizeIdentityCard = defineAction({
  ...visionAction('ocr'),
  name: 'RecognizeIdentityCard',
  command: ['vision', 'card'],
  summary: 'Read an identity card of mainland China; judges nothing',
  params: [
    { ...pictureAddress('ImageURL', 'image-url', 'the picture', 'image'), required: true },
    { name: 'Side', type: 'String', values: { face: ['front'], back: [] }, help: 'which side the picture shows' },
  ],
  uploads: [{ flag: 'image', help: 'the picture', url: 'ImageURL', media: cardPicture }],
  output: [
    { name: 'Data', type: 'IdentityCardData' },
    { name: 'RequestId', type: 'String' },
  ],
  types: {
    IdentityCardData: [
      { name: 'FrontResult', type: 'IdentityCardFront' },
      { name: 'BackResult', type: 'IdentityCardBack' },
    ],
    IdentityCardFront: [
      ...personal('Name', 'Gender', 'Nationality', 'BirthDate', 'Address', 'IDNumber'),
      { name: 'FaceRectangle', type: 'CardFaceRectangle' },
      { name: 'FaceRectVertices', type: 'Array of CardPoint' },
      { name: 'CardAreas', type: 'Array of CardPoint' },
    ],
    IdentityCardBack: personal('StartDate', 'EndDate', 'Issue'),
    CardFaceRectangle: [
      { name: 'Angle', type: 'Float' },
      { name: 'Center', type: 'CardPoint' },
      { name: 'Size', type: 'CardFaceSize' },
    ],
    CardFaceSize: [
      { name: 'Width', type: 'Float' },
      { name: 'Height', type: 'Float' },
    ],
    CardPoint: point,
  },
  needs: [
    { path: 'Data.FrontResult', type: 'Object', when: { param: 'Side', is: 'face' } },
    { path: 'Data.BackResult', type: 'Object', when: { param: 'Side', is: 'back' } },
  ],
  personal: true,
  readOnly: false,
  examples: ['idv vision card --image card.jpg --side front', 'idv vision card --image card.jpg --side back --show-pii'],
});
