import { defineAction } from '../../../core/declare/action.ts';
import { requestId } from '../../request-id.ts';
import { visionAction } from '../vision.ts';

/** `idv` calls this automatically before it uploads a file. It has no command. */
export const authorizeFileUpload = defineAction({
  ...visionAction('openplatform'),
  name: 'AuthorizeFileUpload',
  command: ['call', 'aliyun/openplatform', 'AuthorizeFileUpload'],
  summary: 'Grant the upload of one file to the vendor’s own object storage',
  params: [
    { name: 'Product', type: 'String', required: true, help: 'the product that will use the file' },
    { name: 'RegionId', type: 'String', help: 'where it will be stored' },
  ],
  output: [
    { name: 'AccessKeyId', type: 'String', help: 'key id for the upload form' },
    { name: 'Bucket', type: 'String', help: 'bucket that receives the file' },
    { name: 'EncodedPolicy', type: 'String', sensitive: true, help: 'what may be uploaded, as a form field' },
    { name: 'Endpoint', type: 'String', help: 'domain of the object storage' },
    { name: 'ObjectKey', type: 'String', sensitive: true, help: 'name of the stored file' },
    { name: 'Signature', type: 'String', sensitive: true, help: 'signature of the policy, as a form field' },
    { name: 'UseAccelerate', type: 'Boolean', help: 'whether the endpoint for faster transfer may be used' },
    requestId,
  ],
  errors: [],
  readOnly: true,
  examples: ['idv call aliyun/openplatform AuthorizeFileUpload -p Product=facebody'],
});
