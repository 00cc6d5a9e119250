import { defineAction } from '../../../core/declare/action.ts';
import { requestId } from '../../request-id.ts';
import { faceid } from '../faceid.ts';
import { uploadedFile } from '../params/address.ts';
import { securityLevelText } from '../params/security-level.ts';
import { uploadRegions } from '../regions.ts';

export const generateReflectSequence = defineAction({
  ...faceid,
  name: 'GenerateReflectSequence',
  command: ['reflect', 'sequence'],
  summary: 'Create the light sequence that the SDK plays, from the data of the person’s device',
  params: [
    ...uploadedFile({ name: 'DeviceData', what: 'the SDK’s package about the device', flag: 'device-data' }),
    securityLevelText('SecurityLevel', 'blink'),
  ],
  output: [
    {
      name: 'ReflectSequenceUrl',
      type: 'String',
      media: 'data',
      file: 'reflect-sequence',
      md5: 'ReflectSequenceMd5',
      sensitive: true,
      help: 'URL of the light sequence, which the app gives to the SDK; anyone who has it can open it',
    },
    { name: 'ReflectSequenceMd5', type: 'String', help: 'MD5 of the light sequence, 32 hex digits' },
    requestId,
  ],
  regions: uploadRegions,
  requestsPerSecond: 5,
  uploads: [{ flag: 'device-data', help: 'the SDK’s package about the device', url: 'DeviceDataUrl', md5: 'DeviceDataMd5' }],
  // Its page of the manual has a small l, but the list of all codes and the vendor's SDKs have a capital one.
  errors: [
    'FailedOperation.DownLoadError',
    'FailedOperation.DownLoadTimeoutError',
    'FailedOperation.DownloadError',
    'FailedOperation.DownloadTimeoutError',
  ],
  needs: [{ path: 'ReflectSequenceUrl', type: 'String' }],
  readOnly: false,
  examples: [
    'idv reflect sequence --device-data device.bin --save-dir sequence',
    'idv reflect sequence --device-data-url https://files.example/device.bin --device-data-md5 5d41402abc4b2a76b9719d911017c592',
  ],
});
