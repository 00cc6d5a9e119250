import type { NumberParam, TextParam } from '../../../core/declare/params.ts';

/** Parameters of a token that control what the SDK or the page does; all were added after the manual. */

export const actionList: TextParam = {
  name: 'ActionList',
  type: 'String',
  values: { blink: [], mouth: ['open-mouth'], nod: [], shake: ['shake-head'] },
  maxItems: 2,
  default: 'blink',
  since: '2024-11',
  help: 'what the person does, in order',
};

export const sdkVersion: TextParam = {
  name: 'SdkVersion',
  type: 'String',
  // One of the vendor's pages spells ENHANCED without its D, so values that are not listed are sent too.
  values: { BASIC: [], ENHANCED: [], PRO: [], PLUS: [] },
  valuesGrow: true,
  default: 'BASIC',
  since: '2025-08',
  help: 'edition of the SDK that the token is for',
};

export const retryLimit: NumberParam = {
  name: 'RetryLimit',
  type: 'Integer',
  minimum: 1,
  maximum: 5,
  default: '5',
  since: '2026-05',
  help: 'how often the person may try',
};
