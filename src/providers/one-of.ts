import type { Rule } from '../core/action.ts';
import { type Param, shownFlag, type WireValue } from '../core/params.ts';

export const isGiven = (value: WireValue | undefined): boolean => value !== undefined && value !== '';

const clash = (other: string) => ({ message: `is given, and so is ${other}: they say the same`, cure: 'give one of the two' });

/** At most one of two parameters for the same thing, the file itself and its address. */
export function notBoth(file: Param, address: Param): Rule {
  const [flag, other] = [shownFlag(file), shownFlag(address)];
  return {
    param: file.name,
    help: `${flag} and ${other} exclude each other`,
    check: (input) => (isGiven(input[file.name]) && isGiven(input[address.name]) ? clash(other) : undefined),
  };
}

/** Exactly one of them. The vendor would take two and look at one, without saying which. */
export function oneOf(file: Param, address: Param): Rule {
  const [flag, other] = [shownFlag(file), shownFlag(address)];
  return {
    param: file.name,
    help: `either ${flag} or ${other} is required`,
    check(input) {
      if (!isGiven(input[file.name]) && !isGiven(input[address.name]))
        return { message: `is required, unless ${other} is given`, cure: `give ${flag} with a file, or ${other} with its address` };
      return isGiven(input[file.name]) && isGiven(input[address.name]) ? clash(other) : undefined;
    },
  };
}
