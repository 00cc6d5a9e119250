import { defineAction } from '../../../core/action.ts';
import { visionAction } from '../vision.ts';

/** What `idv` asks for by itself before it uploads a file; no command of its own. */
export const authorizeFileUpload = defineAction({
  ...visionAction('openplatform'),
  name: 'AuthorizeFileUpload',
  command: ['call', 'aliyun/openplatform', 'AuthorizeFileUpload'],
  summary: 'Grant the upload of one file to the vendor’s own object storage',
  params: [
    { name: 'Product', type: 'String', required: true, help: 'the product that will be given the file' },
    { name: 'RegionId', type: 'String', help: 'where it will be stored' },
  ],
  output: [
    { name: 'AccessKeyId', type: 'String' },
    { name: 'Bucket', type: 'String' },
    { name: 'EncodedPolicy', type: 'String', sensitive: true },
    { name: 'Endpoint', type: 'String' },
    { name: 'ObjectKey', type: 'String', sensitive: true },
    { name: 'Signature', type: 'String', sensitive: true },
    { name: 'UseAccelerate', type: 'Boolean' },
    { name: 'RequestId', type: 'String' },
  ],
  errors: [],
  readOnly: true,
  examples: ['idv call aliyun/openplatform AuthorizeFileUpload -p Product=facebody'],
});
