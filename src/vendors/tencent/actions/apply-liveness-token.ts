import { defineAction } from '../../../core/declare/action.ts';
import { requestId } from '../../request-id.ts';
import { faceid } from '../faceid.ts';
import { securityLevelText } from '../params/security-level.ts';
import { tokenRegions } from '../regions.ts';

export const applyLivenessToken = defineAction({
  ...faceid,
  name: 'ApplyLivenessToken',
  command: ['liveness', 'token'],
  summary: 'Start a liveness check in the SDK, without a comparison: prints its token',
  params: [securityLevelText('SecureLevel', 'blink')],
  output: [
    { name: 'SdkToken', type: 'String', sensitive: true, help: 'token of one verification: for the SDK, then for `idv liveness result`' },
    requestId,
  ],
  regions: tokenRegions,
  requestsPerSecond: 20,
  // The manual's page about the result also says two hours for the token, but the check must be done within ten minutes.
  follow: { asks: ['liveness'], token: 'SdkToken', action: 'GetLivenessResult', tokenLifetimeS: 600, resultLifetimeS: 2 * 3600 },
  errors: ['InternalError', 'InternalError.UnKnown', 'InvalidParameter', 'InvalidParameterValue'],
  readOnly: false,
  examples: ['idv liveness token', 'idv liveness token --secure-level silent --wait'],
});
