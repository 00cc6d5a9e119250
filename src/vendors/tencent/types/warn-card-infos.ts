import type { Field } from '../../../core/declare/action.ts';

/** The warnings of both document readers; `documentWarnings` has the names with which a token requests them. */
export const warnCardInfos: Field = {
  name: 'WarnCardInfos',
  type: 'Array of Integer',
  help:
    'warnings about the document: -9101 covered, -9102 a photocopy, -9103 taken from a screen, -9104 edited, -9107 reflecting, ' +
    '-9108 blurred, -9109 the check is not enabled for the account, -9901 any other; empty without a warning',
};
