import { defineAction } from '../../../core/declare/action.ts';
import { requestId } from '../../request-id.ts';
import { faceid } from '../faceid.ts';
import { uploadRegions } from '../regions.ts';

export const createUploadUrl = defineAction({
  ...faceid,
  name: 'CreateUploadUrl',
  command: ['upload', 'url'],
  summary: 'Create a URL to upload a file, and a URL with which another action can read it',
  params: [
    {
      name: 'TargetAction',
      type: 'String',
      required: true,
      pattern: { matches: /^[A-Za-z]\w*$/, meaning: 'the name of an action, for example DetectReflectLivenessAndCompare' },
      // The vendor publishes no list; its samples name two.
      help: 'the action that will use the file',
    },
  ],
  output: [
    { name: 'UploadUrl', type: 'String', sensitive: true, help: 'URL for the upload, with HTTP PUT' },
    { name: 'ResourceUrl', type: 'String', sensitive: true, help: 'URL of the uploaded file, for the action that will use it' },
    { name: 'ExpiredTimestamp', type: 'Integer', help: 'when both URLs expire, in Unix seconds' },
    requestId,
  ],
  regions: uploadRegions,
  requestsPerSecond: 20,
  // Not documented: this is the difference in the vendor's own example.
  validity: [{ what: 'both URLs, in the vendor’s example; ExpiredTimestamp has the exact time', seconds: 2 * 3600 }],
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
