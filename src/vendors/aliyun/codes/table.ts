import type { CodeTable } from '../../../core/declare/codes.ts';
import { ekycCodes } from './ekyc.ts';
import { faceVerifyCodes } from './face-verify.ts';
import { aliyunGatewayCodes } from './gateway.ts';
import { missingCodes } from './missing.ts';
import { visionCodes } from './vision.ts';

export const aliyunCodes: CodeTable = { ...aliyunGatewayCodes, ...missingCodes, ...visionCodes, ...ekycCodes, ...faceVerifyCodes };
