import { defineAction } from '../../../core/declare/action.ts';
import { requestId } from '../../request-id.ts';
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
    { name: 'UploadUrl', type: 'String', sensitive: true, help: 'address that takes the file, by HTTP PUT' },
    { name: 'ResourceUrl', type: 'String', sensitive: true, help: 'address of the uploaded file, for the action that will use it' },
    { name: 'ExpiredTimestamp', type: 'Integer', help: 'when both addresses stop to work, in Unix seconds' },
    requestId,
  ],
  regions: uploadRegions,
  requestsPerSecond: 20,
  // Not printed: the distance in the vendor's own example.
  validity: [{ what: 'both addresses, in the vendor’s example; ExpiredTimestamp says the moment', seconds: 2 * 3600 }],
  errors: ['InternalError', 'InvalidParameter', 'InvalidParameterValue'],
  needs: [
    { path: 'UploadUrl', type: 'String' },
    { path: 'ResourceUrl', type: 'String' },
  ],
  readOnly: false,
  examples: [
    'idv upload url --target-action DetectReflectLivenessAndCompare --show-pii',
    'idv upload url --target-action VideoLivenessCompare --query response.ResourceUrl',
  ],
});
