import { defineAction } from '../../../core/declare/action.ts';
import { requestId } from '../../request-id.ts';
import { detectedPicture } from '../params/media.ts';
import { pictureAddress } from '../params/picture-address.ts';
import { visionAction } from '../vision.ts';

/** Lists of numbers, one or more for each face, in the order of the faces. */
const floats = (lists: Readonly<Record<string, string>>) =>
  Object.entries(lists).map(([name, help]) => ({ name, type: 'Array of Float', help }));

export const detectFace = defineAction({
  ...visionAction('facebody'),
  name: 'DetectFace',
  command: ['vision', 'detect'],
  summary: 'Find the faces in a picture, their landmarks, pose and quality; gives no verdict',
  params: [
    { ...pictureAddress('ImageURL', 'image-url', 'the picture', 'image'), required: true },
    { name: 'Landmark', type: 'Boolean', help: 'whether to find landmarks' },
    { name: 'Quality', type: 'Boolean', help: 'whether to measure quality' },
    { name: 'Pose', type: 'Boolean', help: 'whether to measure the pose' },
    // The manual's text says 30, its schema 40.
    { name: 'MaxFaceNumber', type: 'Integer', minimum: 1, maximum: 40, help: 'the largest number of faces to find' },
  ],
  uploads: [{ flag: 'image', help: 'the picture', url: 'ImageURL', media: detectedPicture }],
  output: [{ name: 'Data', type: 'DetectFaceData', help: 'the faces' }, requestId],
  types: {
    DetectFaceData: [
      { name: 'FaceCount', type: 'Integer', help: 'how many faces were found; 0 if there is none' },
      { name: 'FaceRectangles', type: 'Array of Integer', help: 'where the faces are: four numbers in pixels for each' },
      ...floats({
        FaceProbabilityList: 'the probability that each is a face',
        PoseList: 'pose of each face, in angles; with --pose',
        LandmarkScore: 'confidence in the landmarks of each face; with --landmark',
        Landmarks: '105 points of each face, as coordinates; with --landmark',
        Pupils: 'the position of the pupils of each face; with --landmark',
      }),
      { name: 'Qualities', type: 'DetectFaceQualities', help: 'quality scores of each face; with --quality' },
    ],
    DetectFaceQualities: floats({
      ScoreList: 'overall quality of each face',
      BlurList: 'quality of each face: blur',
      FnfList: 'a number for each face, which the vendor does not describe',
      GlassList: 'quality of each face: glasses',
      IlluList: 'quality of each face: light',
      MaskList: 'quality of each face: mask or another covering',
      NoiseList: 'quality of each face: noise',
      PoseList: 'quality of each face: pose',
    }),
  },
  needs: [{ path: 'Data.FaceCount', type: 'Integer' }],
  readOnly: false,
  examples: ['idv vision detect --image photo.jpg', 'idv vision detect --image photo.jpg --quality --pose --max-face-number 5 --json'],
});
