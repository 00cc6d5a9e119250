import { defineAction, type Rule } from '../../../core/action.ts';
import { livenessResults } from '../codes/liveness-results.ts';

const mebibyte = 2 ** 20;

const validateData: Rule = {
  param: 'ValidateData',
  help: 'ACTION needs one or two of mouth, blink, nod, shake; SILENT takes none; LIP takes the four spoken digits',
  check({ LivenessType, ValidateData }) {
    const digits = typeof ValidateData === 'string' && /^\d{4}$/.test(ValidateData);
    if (LivenessType === 'ACTION' && (ValidateData === undefined || ValidateData === '')) {
      return { message: 'is required with --liveness action', cure: 'say what the person does in the clip, as in --actions shake,blink' };
    }
    if (LivenessType === 'ACTION' && digits) {
      return { message: `holds four digits, which are for --liveness lip`, cure: 'give one or two of mouth, blink, nod, shake' };
    }
    if (LivenessType === 'LIP' && ValidateData !== undefined && !digits) {
      return { message: 'must be the four digits that are spoken', cure: 'as in --actions 1234' };
    }
    if (LivenessType === 'SILENT' && ValidateData !== undefined && ValidateData !== '') {
      return { message: 'is not taken with --liveness silent', cure: 'leave it out, or add --liveness action' };
    }
    return undefined;
  },
};

export const compareFaceLiveness = defineAction({
  name: 'CompareFaceLiveness',
  provider: 'tencent',
  product: 'faceid',
  version: '2018-03-01',
  command: ['compare'],
  summary: 'Check that a clip shows a live person, and the same person as a photo',
  docsUrl: 'https://www.tencentcloud.com/document/product/1061/55390',
  params: [
    {
      name: 'ImageBase64',
      type: 'String',
      required: true,
      help: 'the photo',
      media: { kind: 'image', formats: ['jpeg', 'png'], maxBase64Bytes: 3 * mebibyte },
    },
    {
      // The manual's row repeats the photo's text; 8 MB of MP4, AVI or FLV is what the service takes.
      name: 'VideoBase64',
      type: 'String',
      required: true,
      help: 'the clip',
      media: { kind: 'video', formats: ['mp4', 'avi', 'flv'], maxBase64Bytes: 8 * mebibyte, minDurationMs: 2000 },
    },
    {
      name: 'LivenessType',
      type: 'String',
      required: true,
      aliases: ['liveness'],
      values: { SILENT: ['silent'], ACTION: ['action'], LIP: ['lip'] },
      fallback: 'SILENT',
      help: 'how the clip shows that the person is live',
    },
    {
      name: 'ValidateData',
      type: 'String',
      aliases: ['actions'],
      values: { 1: ['mouth', 'open-mouth'], 2: ['blink'], 3: ['nod'], 4: ['shake', 'shake-head'] },
      maxItems: 2,
      orElse: { pattern: /^(\d{4})?$/, meaning: 'four digits (lip)' },
      help: 'what the person does in the clip, in order',
    },
  ],
  rules: [validateData],
  notices: [
    {
      when: ({ LivenessType }) => LivenessType === 'LIP',
      text: 'LIP is in the manual, but the service has dropped it: it now takes action and silent',
    },
  ],
  output: [
    { name: 'Result', type: 'String' },
    { name: 'Description', type: 'String' },
    { name: 'Sim', type: 'Float' },
    { name: 'BestFrameBase64', type: 'String', media: 'image', file: 'best-frame' },
    { name: 'RequestId', type: 'String' },
  ],
  regions: ['ap-bangkok', 'ap-hongkong', 'ap-singapore'],
  requestsPerSecond: 20,
  errors: [
    'FailedOperation.CompressVideoError',
    'FailedOperation.UnKnown',
    'InvalidParameter',
    'InvalidParameterValue',
    'UnauthorizedOperation.Activating',
    'UnauthorizedOperation.Arrears',
    'UnauthorizedOperation.NonAuthorize',
    'UnauthorizedOperation.Nonactivated',
  ],
  judgement: {
    checked: ['liveness', 'comparison'],
    decision: { path: 'Result', type: 'String', success: 'Success', results: livenessResults },
    description: 'Description',
    score: { path: 'Sim', threshold: 70, validFor: ['Success', 'FailedOperation.CompareLowSimilarity'], required: true },
  },
  readOnly: false,
  examples: [
    'idv compare --image portrait.jpg --video selfie.mp4',
    'idv compare --image portrait.jpg --video selfie.mp4 --liveness action --actions shake,blink',
    'idv compare --image portrait.jpg --video selfie.mp4 --sandbox --outcome low-similarity',
  ],
});
