import type { Field } from '../../../core/declare/action.ts';
import { webConfig } from '../params/web-config.ts';

/** The members of a Config as a type, taken from the parameters so that they are declared only once. */
export const webVerificationConfigIntl: readonly Field[] = webConfig.members.map(({ name, type, help, since }) => ({
  name,
  type,
  help,
  ...(since ? { since } : {}),
}));
