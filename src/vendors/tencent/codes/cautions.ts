import type { Caution } from '../../../core/judge/judgement.ts';
import { review } from '../../code-entries.ts';

/** `DeviceInfoLevel`: 1 secure, 2 low, 3 medium, 4 high risk; empty or null where the edition of the SDK does not tell. */
export const riskyDevice: Caution = {
  path: 'DeviceInfoLevel',
  type: 'String',
  fine: ['1', '2', '3'],
  codes: {
    4: review('the device of the person is of high risk', 'look into the device before accepting the person: it may be rooted or emulated'),
  },
};

const edited = review(
  'the person changed what was read from the document',
  'compare what the person typed with the picture of the document',
);

/** A document whose reading the person changed by hand. */
export const editedDocument: readonly Caution[] = [
  { path: 'CardVerifyResults[].IsEdit', type: 'Boolean', fine: [false], codes: { true: edited } },
  { path: 'CardVerifyResults[].EditDetails', type: 'List', fine: [], codes: { listed: edited } },
];
