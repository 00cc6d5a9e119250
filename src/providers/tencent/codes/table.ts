import type { CodeTable } from '../../../core/codes.ts';
import { accountCodes } from './account.ts';
import { faceCodes } from './face.ts';
import { gatewayCodes } from './gateway.ts';

export const tencentCodes: CodeTable = { ...gatewayCodes, ...faceCodes, ...accountCodes };
