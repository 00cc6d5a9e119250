import type { Caution } from '../../../core/judge/judgement.ts';
import { review } from '../../code-entries.ts';

/** `DeviceInfoLevel`: 1 secure, 2 low, 3 medium, 4 high risk; empty or null if the edition of the SDK does not report it. */
export const riskyDevice: Caution = {
  path: 'DeviceInfoLevel',
  type: 'String',
  fine: ['1', '2', '3'],
  codes: {
    4: review('the person’s device has a high risk', 'check the device before you accept the person: it may be rooted or emulated'),
  },
};

const edited = review(
  'the person changed what was read from the document',
  'compare what the person typed with the picture of the document',
);

/** A document whose data the person changed by hand. */
export const editedDocument: readonly Caution[] = [
  { path: 'CardVerifyResults[].IsEdit', type: 'Boolean', fine: [false], codes: { true: edited } },
  { path: 'CardVerifyResults[].EditDetails', type: 'List', fine: [], codes: { listed: edited } },
];
