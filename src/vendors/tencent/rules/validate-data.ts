import type { Rule } from '../../../core/declare/action.ts';

interface Movements {
  /** What ACTION takes, in words. */
  taken: string;
  /** A value of the flag, as an example. */
  example: string;
  /** Whether the vendor says what LIP needs: four digits. */
  digitsRequired: boolean;
}

/** What ValidateData may hold hangs on LivenessType. */
export const validateDataRule = ({ taken, example, digitsRequired }: Movements): Rule => ({
  param: 'ValidateData',
  help: `ACTION needs ${taken}; SILENT takes none; LIP takes the four spoken digits`,
  check({ LivenessType, ValidateData }) {
    const given = ValidateData !== undefined && ValidateData !== '';
    const digits = typeof ValidateData === 'string' && /^\d{4}$/.test(ValidateData);
    if (LivenessType === 'ACTION' && !given) {
      return { message: 'is required with --liveness action', hint: `say what the person does in the clip, as in --actions ${example}` };
    }
    if (LivenessType === 'ACTION' && digits) {
      return { message: 'holds four digits, which are for --liveness lip', hint: `give ${taken}` };
    }
    if (LivenessType === 'LIP' && !digits && digitsRequired) {
      return { message: 'must be the four digits that are spoken', hint: 'as in --actions 1234' };
    }
    if (LivenessType === 'SILENT' && given) {
      return { message: 'is not taken with --liveness silent', hint: 'leave it out, or add --liveness action' };
    }
    return undefined;
  },
});

/** For the actions that take the parameter as `spokenOrTwoMovements` has it. */
export const spokenOrTwoMovementsRule = validateDataRule({ taken: '1,2 or 2,1', example: '2,1', digitsRequired: true });
