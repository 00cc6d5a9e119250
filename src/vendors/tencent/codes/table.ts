import { billedAs, type CodeTable } from '../../../core/declare/codes.ts';
import { accountCodes } from './account.ts';
import { generalBilling } from './billing.ts';
import { deepfakeCodes } from './deepfake.ts';
import { clipCodes } from './face.ts';
import { tencentGatewayCodes } from './gateway.ts';
import { misspeltCodes } from './misspelt.ts';

/** Codes that mean the same everywhere. Numeric results depend on their place, so they are declared with their action. */
export const tencentCodes: CodeTable = billedAs(generalBilling, {
  ...tencentGatewayCodes,
  ...clipCodes,
  ...deepfakeCodes,
  ...accountCodes,
  ...misspeltCodes,
});
