import type { Action } from '../../src/core/declare/action.ts';
import type { MediaLimits } from '../../src/core/declare/params.ts';

export const picture: MediaLimits = { kind: 'image', formats: ['jpeg', 'png'], maxFileBytes: 5 * 2 ** 20, minSidePx: 32, maxSidePx: 4096 };

/** An invented declaration with a fixed value, an unfolded object, another object and a list of entries. */
export const nestedAction: Action = {
  name: 'JudgePictures',
  vendor: 'aliyun',
  product: 'made',
  version: '2020-01-01',
  products: { other: '2021-01-01' },
  command: ['made', 'pictures'],
  summary: 'Judge pictures that do not exist',
  docsUrl: 'https://example.com/',
  params: [
    { name: 'Service', type: 'String', required: true, fixed: 'made_up', help: 'the service' },
    {
      name: 'ServiceParameters',
      type: 'MadeParameters',
      required: true,
      wire: 'json',
      unfolded: true,
      help: 'its parameters',
      members: [
        { name: 'refFace', type: 'String', required: true, media: picture, help: 'photo of the document' },
        { name: 'country', type: 'String', required: true, sensitive: true, values: { '0084': ['vn'] }, help: 'the country' },
        { name: 'note', type: 'String', maxLength: 5, help: 'a note' },
      ],
    },
    {
      name: 'Config',
      type: 'MadeConfig',
      help: 'a whole',
      members: [
        { name: 'CheckMode', type: 'Integer', required: true, minimum: 1, maximum: 3, help: 'a mode' },
        { name: 'Tone', type: 'String', fallback: 'mild', help: 'a tone' },
      ],
    },
    {
      name: 'Tasks',
      type: 'Array of MadeTask',
      required: true,
      maxItems: 3,
      help: 'the pictures',
      entry: [
        { name: 'ImageData', type: 'String', aliases: ['image', 'photo'], media: picture, help: 'a picture' },
        { name: 'ImageURL', type: 'String', flag: 'image-url', maxLength: 30, help: 'its address' },
      ],
    },
  ],
  rules: [
    {
      param: 'ServiceParameters.note',
      help: 'a note goes with the photo of a document only',
      check: ({ ServiceParameters }) => {
        const { note, refFace } = (ServiceParameters ?? {}) as { note?: string; refFace?: string };
        return note !== undefined && refFace !== 'given' ? { message: 'needs --ref-face', hint: 'add it' } : undefined;
      },
    },
  ],
  output: [
    { name: 'Data', type: 'MadeData', help: 'what was found' },
    { name: 'RequestId', type: 'String', help: 'id of the call' },
  ],
  types: { MadeData: [{ name: 'Score', type: 'Float', since: '2021-03', help: 'how good it is; null if not measured' }] },
  regions: [],
  requestsPerSecond: null,
  errors: ['Broken'],
  readOnly: true,
  examples: ['idv made pictures --image a.jpg'],
};
