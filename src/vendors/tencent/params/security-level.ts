import type { NumberParam, TextParam } from '../../../core/declare/params.ts';

/** What the person must do at level 2: in some actions the vendor calls it motion or action, in others blinking. */
type Movement = 'action' | 'blink';

const levels = (movement: Movement): Readonly<Record<string, readonly string[]>> => ({
  1: ['silent'],
  2: [movement, ...(movement === 'action' ? ['motion'] : [])],
  3: ['light', 'reflection'],
  4: [`${movement}-light`],
});

/** The levels of a page's Config, which got one more after the manual. */
export const configLevels: Readonly<Record<string, readonly string[]>> = { ...levels('action'), 5: ['action-light-high'] };

const help = 'how the person proves to be live';

/** The level as text. Its name is SecureLevel, or SecurityLevel in GenerateReflectSequence. */
export const securityLevelText = (name: 'SecureLevel' | 'SecurityLevel', movement: Movement): TextParam => ({
  name,
  type: 'String',
  values: levels(movement),
  default: '4',
  help,
});

/** The level as a number. */
export const securityLevelNumber = (byDefault: '3' | '4'): NumberParam => ({
  name: 'SecurityLevel',
  type: 'Integer',
  values: levels('action'),
  default: byDefault,
  help,
});
