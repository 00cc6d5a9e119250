import { defineAction } from '../../../core/action.ts';
import { detectedPicture } from '../params/media.ts';
import { pictureAddress } from '../params/picture-address.ts';
import { visionAction } from '../vision.ts';

const floats = (...names: readonly string[]) => names.map((name) => ({ name, type: 'Array of Float' }));

export const detectFace = defineAction({
  ...visionAction('facebody'),
  name: 'DetectFace',
  command: ['vision', 'detect'],
  summary: 'Find the faces of a picture, their landmarks, pose and quality; judges nothing',
  params: [
    { ...pictureAddress('ImageURL', 'image-url', 'the picture', 'image'), required: true },
    { name: 'Landmark', type: 'Boolean', help: 'whether to find landmarks' },
    { name: 'Quality', type: 'Boolean', help: 'whether to measure quality' },
    { name: 'Pose', type: 'Boolean', help: 'whether to measure the pose' },
    // The manual's text says 30, its schema 40.
    { name: 'MaxFaceNumber', type: 'Integer', minimum: 1, maximum: 40, help: 'how many faces to find at the most' },
  ],
  uploads: [{ flag: 'image', help: 'the picture', url: 'ImageURL', media: detectedPicture }],
  output: [
    { name: 'Data', type: 'DetectFaceData' },
    { name: 'RequestId', type: 'String' },
  ],
  types: {
    DetectFaceData: [
      { name: 'FaceCount', type: 'Integer' },
      { name: 'FaceRectangles', type: 'Array of Integer' },
      ...floats('FaceProbabilityList', 'PoseList', 'LandmarkScore', 'Landmarks', 'Pupils'),
      { name: 'Qualities', type: 'DetectFaceQualities' },
    ],
    DetectFaceQualities: floats('ScoreList', 'BlurList', 'FnfList', 'GlassList', 'IlluList', 'MaskList', 'NoiseList', 'PoseList'),
  },
  needs: [{ path: 'Data.FaceCount', type: 'Integer' }],
  readOnly: false,
  examples: ['idv vision detect --image photo.jpg', 'idv vision detect --image photo.jpg --quality --pose --max-face-number 5 --json'],
});
