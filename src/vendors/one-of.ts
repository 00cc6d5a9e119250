import type { Notice, Rule } from '../core/declare/action.ts';
import { type Param, shownFlag, type WireValue } from '../core/declare/params.ts';

/** Two parameters for the same thing: the file itself, and its address. */
export interface FileOrAddress {
  file: Param;
  address: Param;
  /** The one that the service looks at where it is given both. */
  wins: 'file' | 'address';
}

export const isSent = (value: WireValue | undefined): boolean => value !== undefined && value !== '';

/** One of them is required. Both are taken. */
export function oneOf({ file, address }: FileOrAddress): Rule {
  const [flag, other] = [shownFlag(file), shownFlag(address)];
  return {
    param: file.name,
    help: `${flag} or ${other} is required`,
    check: (input) =>
      isSent(input[file.name]) || isSent(input[address.name])
        ? undefined
        : { message: `is required, unless ${other} is given`, hint: `give ${flag} with a file, or ${other} with its address` },
  };
}

/** Both are sent, and the service ignores one of them. */
export function bothGiven({ file, address, wins }: FileOrAddress): Notice {
  const [used, ignored] = wins === 'file' ? [file, address] : [address, file];
  return {
    when: (input) => isSent(input[file.name]) && isSent(input[address.name]),
    text: `${shownFlag(ignored)} has no effect: the service uses only ${shownFlag(used)}`,
  };
}
