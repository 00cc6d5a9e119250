import { defineAction } from '../../../core/declare/action.ts';
import { webAddressPattern } from '../../file-address.ts';
import { requestId } from '../../request-id.ts';
import { faceid } from '../faceid.ts';
import { uploadedFile } from '../params/address.ts';
import { anyPhoto } from '../params/media.ts';
import { firstPageRegions } from '../regions.ts';

export const applyWebVerificationToken = defineAction({
  ...faceid,
  name: 'ApplyWebVerificationToken',
  command: ['web-v1', 'token'],
  summary: 'Create a verification page of the older kind, which compares with a photo: prints its URL and token',
  params: [
    {
      name: 'RedirectUrl',
      type: 'String',
      required: true,
      pattern: { matches: webAddressPattern, meaning: 'a complete URL with http:// or https://, for example https://shop.example/done' },
      help: 'URL to which the page sends the person afterwards',
    },
    ...uploadedFile({ name: 'CompareImage', what: 'the photo to compare with', flag: 'compare-image' }),
  ],
  output: [
    { name: 'VerificationUrl', type: 'String', sensitive: true, help: 'URL of the page that the person opens' },
    { name: 'BizToken', type: 'String', sensitive: true, help: 'token of one verification, for `idv web-v1 result`' },
    requestId,
  ],
  regions: firstPageRegions,
  requestsPerSecond: 20,
  // Neither size nor format of the photo is documented.
  uploads: [{ flag: 'compare-image', help: 'the photo to compare with', url: 'CompareImageUrl', md5: 'CompareImageMd5', media: anyPhoto }],
  follow: {
    asks: ['liveness', 'comparison'],
    token: 'BizToken',
    action: 'GetWebVerificationResult',
    tokenLifetimeS: 2 * 3600,
    resultLifetimeS: 3 * 24 * 3600,
    page: 'VerificationUrl',
  },
  errors: [
    'InternalError',
    'InvalidParameter',
    'InvalidParameterValue',
    'UnauthorizedOperation.ActivateError',
    'UnauthorizedOperation.Activating',
    'UnauthorizedOperation.Arrears',
    'UnauthorizedOperation.Nonactivated',
  ],
  readOnly: false,
  examples: [
    'idv web-v1 token --redirect-url https://shop.example/done --compare-image portrait.jpg --open',
    'idv web-v1 token --redirect-url https://shop.example/done --compare-image portrait.jpg --wait --sandbox',
  ],
  retired: '2026-03-09',
});
