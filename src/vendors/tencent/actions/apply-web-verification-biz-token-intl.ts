import { defineAction, type SentValue } from '../../../core/declare/action.ts';
import { checksByValue } from '../../../core/declare/asked-checks.ts';
import type { WireValue } from '../../../core/declare/params.ts';
import { webAddressPattern } from '../../file-address.ts';
import { requestId } from '../../request-id.ts';
import { faceid } from '../faceid.ts';
import { checksByMode } from '../params/check-mode.ts';
import { webPhoto } from '../params/media.ts';
import { webConfig } from '../params/web-config.ts';
import { tokenRegions } from '../regions.ts';
import { configActionListRule } from '../rules.ts';
import { webVerificationConfigIntl } from '../types/web-config.ts';

function memberOf(config: WireValue | undefined, name: string): WireValue | undefined {
  if (typeof config !== 'object' || Array.isArray(config)) return undefined;
  return (config as Readonly<Record<string, WireValue>>)[name];
}

/** The mode in a Config. */
const askedMode = (config: WireValue | undefined): WireValue | undefined => memberOf(config, 'CheckMode');

const isColour = (value: WireValue): boolean => /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.test(String(value));

const byMode = checksByValue('Config.CheckMode', '2', checksByMode);

/** A flow from the console has its own mode, which only the console knows. Whoever sends a photo wants it compared. */
function pageChecks(sent: SentValue) {
  if (sent('RuleId') === undefined || sent('Config.CheckMode') !== undefined) return byMode(sent);
  return sent('CompareImageBase64') === undefined ? undefined : (['comparison'] as const);
}

export const applyWebVerificationBizTokenIntl = defineAction({
  ...faceid,
  name: 'ApplyWebVerificationBizTokenIntl',
  command: ['web', 'token'],
  summary: 'Make a verification page for a person: prints its address and token',
  params: [
    {
      name: 'RedirectURL',
      type: 'String',
      required: true,
      pattern: { matches: webAddressPattern, meaning: 'a complete URL with http:// or https://, for example https://shop.example/done' },
      help: 'URL to which the page sends the person afterwards, with ?token= added',
    },
    { name: 'CompareImageBase64', type: 'String', media: webPhoto, help: 'the photo to compare with' },
    { name: 'Extra', type: 'String', maxLength: 1000, sensitive: true, help: 'text that is returned with the result' },
    { name: 'RuleId', type: 'String', since: '2025-07', help: 'id of a flow that was configured in the console' },
    webConfig,
  ],
  rules: [configActionListRule],
  notices: [
    {
      // The manual does not say when the photo is required, and a flow from the console may decide it.
      when: ({ Config, CompareImageBase64, RuleId }) =>
        (askedMode(Config) ?? 2) === 2 && CompareImageBase64 === undefined && RuleId === undefined,
      text: 'no --compare-image: in its default mode (--config.check-mode 2) the page compares the person with a photo',
    },
    {
      when: ({ Config }) => !isColour(memberOf(Config, 'ThemeColor') ?? '#2d72f1'),
      text: '--config.theme-color is not a hex code such as #2d72f1: the page uses its default colour',
    },
    {
      when: ({ Config, CompareImageBase64 }) => ![1, 2].includes(Number(askedMode(Config) ?? 2)) && CompareImageBase64 !== undefined,
      text: 'the photo will not be compared: --config.check-mode asks for no comparison',
    },
  ],
  output: [
    { name: 'BizToken', type: 'String', sensitive: true, help: 'token of one verification: `idv web result` takes it' },
    { name: 'VerificationURL', type: 'String', sensitive: true, help: 'address of the page that the person opens' },
    requestId,
  ],
  types: { WebVerificationConfigIntl: webVerificationConfigIntl },
  regions: tokenRegions,
  requestsPerSecond: 20,
  follow: {
    asks: pageChecks,
    token: 'BizToken',
    action: 'GetWebVerificationResultIntl',
    tokenLifetimeS: 600,
    resultLifetimeS: 3 * 24 * 3600,
    page: 'VerificationURL',
  },
  validity: [{ what: 'BizToken, according to the vendor’s SDK of May 2024', seconds: 2 * 3600 }],
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
    'idv web token --redirect-url https://shop.example/done --compare-image portrait.jpg',
    'idv web token --redirect-url https://shop.example/done --config.check-mode document --config.id-card-type HKIDCard --open --wait',
    'idv web token --redirect-url https://shop.example/done --config.check-mode liveness --qr',
  ],
});
