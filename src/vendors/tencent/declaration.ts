import type { VendorDeclaration } from '../vendor.ts';
import { tencentActions } from './actions/list.ts';
import { tencentCredentials } from './credentials.ts';

export const tencentDeclaration = {
  name: 'tencent',
  title: 'Tencent Cloud',
  credentials: tencentCredentials,
  commandGroups: {
    faceid: 'Liveness and comparison in the App SDK',
    web: 'Verification on a page that a person opens',
    sdk: 'eKYC in the App SDK, with documents',
    card: 'Identity documents',
    liveness: 'Liveness in the SDK; an older comparison',
    reflect: 'Light sequences of the SDK',
    video: 'Compare an uploaded clip with an uploaded photo',
    upload: 'Files for actions that take a URL',
    'web-v1': 'Pages of the older kind, retired by the vendor',
  },
  callTargets: ['tencent', 'tencent/cvm'],
  callExamples: [
    'tencent GetLivenessResult -p SdkToken=abc',
    'tencent/cvm DescribeInstances --api-version 2017-03-12 -p Limit:=1 --dry-run',
  ],
  actions: tencentActions,
} as const satisfies VendorDeclaration;
