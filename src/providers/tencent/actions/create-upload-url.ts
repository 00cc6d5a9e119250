import { defineAction } from '../../../core/action.ts';
import { faceid } from '../faceid.ts';
import { uploadRegions } from '../regions.ts';

export const createUploadUrl = defineAction({
  ...faceid,
  name: 'CreateUploadUrl',
  command: ['upload', 'url'],
  summary: 'Make an address to upload a file to, and the one under which another action finds it',
  params: [
    {
      name: 'TargetAction',
      type: 'String',
      required: true,
      pattern: { matches: /^[A-Za-z]\w*$/, meaning: 'the name of an action, as in DetectReflectLivenessAndCompare' },
      // The vendor publishes no list; its samples name two.
      help: 'the action that will be given the file',
    },
  ],
  output: [
    { name: 'UploadUrl', type: 'String', sensitive: true },
    { name: 'ResourceUrl', type: 'String', sensitive: true },
    { name: 'ExpiredTimestamp', type: 'Integer' },
    { name: 'RequestId', type: 'String' },
  ],
  regions: uploadRegions,
  requestsPerSecond: 20,
  errors: ['InternalError', 'InvalidParameter', 'InvalidParameterValue'],
  readOnly: false,
  examples: ['idv upload url --target-action DetectReflectLivenessAndCompare --show-pii'],
});
