import { billedAs, type CodeTable } from '../../../core/declare/codes.ts';
import { accountCodes } from './account.ts';
import { generalBilling } from './billing.ts';
import { deepfakeCodes } from './deepfake.ts';
import { clipCodes } from './face.ts';
import { tencentGatewayCodes } from './gateway.ts';
import { misspeltCodes } from './misspelt.ts';

/** Codes that mean the same wherever they stand. Numeric results belong to a place, and stand with the action that has it. */
export const tencentCodes: CodeTable = billedAs(generalBilling, {
  ...tencentGatewayCodes,
  ...clipCodes,
  ...deepfakeCodes,
  ...accountCodes,
  ...misspeltCodes,
});
