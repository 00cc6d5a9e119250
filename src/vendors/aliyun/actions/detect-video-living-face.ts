import { defineAction } from '../../../core/declare/action.ts';
import { afterChecks, retake, review, spoofAfter } from '../../code-entries.ts';
import { requestId } from '../../request-id.ts';
import { livingClip } from '../params/media.ts';
import { pictureAddress } from '../params/picture-address.ts';
import { visionAction } from '../vision.ts';

const confidence = 'Data.Elements[].LiveConfidence';

export const detectVideoLivingFace = defineAction({
  ...visionAction('facebody'),
  docsUrl: 'https://help.aliyun.com/document_detail/167847.html',
  name: 'DetectVideoLivingFace',
  command: ['vision', 'video-liveness'],
  summary: 'Check that a clip shows a live person and not a picture or a screen; passes only with your own --threshold',
  params: [{ ...pictureAddress('VideoUrl', 'video-url', 'the clip', 'video'), required: true }],
  uploads: [{ flag: 'video', help: 'the clip; its largest face is judged', url: 'VideoUrl', media: livingClip }],
  output: [{ name: 'Data', type: 'VideoLivingFaceData', help: 'the check' }, requestId],
  types: {
    VideoLivingFaceData: [
      { name: 'Elements', type: 'Array of VideoLivingFaceElement', help: 'the largest face of the clip; empty if no face was found' },
    ],
    VideoLivingFaceElement: [
      {
        name: 'LiveConfidence',
        type: 'Float',
        help: 'how certain the service is that the person is live, 0 to 1; no threshold is published',
      },
      { name: 'FaceConfidence', type: 'Float', help: 'how certain the service is that this is a face, 0 to 1' },
      { name: 'Rect', type: 'Array of Integer', help: 'left, top, width and height of the face, in pixels' },
    ],
  },
  judgement: {
    checked: ['liveness'],
    faceRectangles: {
      lists: ['Data.Elements[].Rect'],
      noFace: retake('no face was found in the clip', 'record a clip with one face, close and in good light'),
    },
    decision: {
      path: confidence,
      type: 'Score',
      success: 'reached',
      results: ['below-threshold', 'no-threshold'],
      codes: {
        'below-threshold': spoofAfter('liveness')(
          'the score for a live person is below your threshold',
          'ask the person to record a new clip with the device’s own camera',
        ),
        'no-threshold': afterChecks('liveness')(review)(
          'the vendor publishes no threshold, so this score alone is not a pass',
          'ask a person to look at the clip, or set a --threshold from your own figures',
        ),
      },
    },
    score: {
      path: confidence,
      of: 'liveness',
      threshold: null,
      maximum: 1,
      validFor: ['reached', 'below-threshold', 'no-threshold'],
      required: true,
    },
  },
  readOnly: false,
  examples: [
    'idv vision video-liveness --video selfie.mp4',
    'idv vision video-liveness --video selfie.mp4 --threshold 0.9 --json',
    'idv vision video-liveness --video selfie.mp4 --threshold 0.9 --sandbox --outcome spoof',
  ],
});
