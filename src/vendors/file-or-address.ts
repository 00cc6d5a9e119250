import type { Notice, Rule } from '../core/declare/action.ts';
import { isImageOrVideo, type Param, shownFlag, type WireValue } from '../core/declare/params.ts';

/** Two parameters for the same thing: the file itself, and its URL. */
export interface FileOrAddress {
  file: Param;
  address: Param;
  /** The one that the service uses if both are given. */
  preferred: 'file' | 'address';
}

/** The flag of a parameter, or those of an image and a video. */
const flagsOf = (param: Param): string =>
  isImageOrVideo(param)
    ? Object.values(param.either)
        .map((file) => shownFlag(file))
        .join(' or ')
    : shownFlag(param);

export const isSent = (value: WireValue | undefined): boolean => value !== undefined && value !== '';

/** One of them is required. Both together are allowed. */
export function oneRequiredRule({ file, address }: Omit<FileOrAddress, 'preferred'>): Rule {
  const [flag, other] = [flagsOf(file), flagsOf(address)];
  return {
    param: file.name,
    help: `${flag} or ${other} is required`,
    check: (input) =>
      isSent(input[file.name]) || isSent(input[address.name])
        ? undefined
        : { message: `is required, unless ${other} is given`, hint: `give ${flag} with a file, or ${other} with its URL` },
  };
}

/** At most one of them is allowed. */
export function notBothRule({ file, address }: Omit<FileOrAddress, 'preferred'>): Rule {
  const [flag, other] = [flagsOf(file), flagsOf(address)];
  return {
    param: address.name,
    help: `not both ${flag} and ${other}`,
    check: (input) =>
      isSent(input[file.name]) && isSent(input[address.name])
        ? {
            message: `and ${flag} are given together`,
            hint: `the service refuses both: give ${flag} with a file, or ${other} with its URL`,
          }
        : undefined,
  };
}

/** If both are given, both are sent, and the service ignores one of them. */
export function bothGivenNotice({ file, address, preferred }: FileOrAddress): Notice {
  const [used, ignored] = preferred === 'file' ? [file, address] : [address, file];
  return {
    when: (input) => isSent(input[file.name]) && isSent(input[address.name]),
    text: `${flagsOf(ignored)} has no effect: the service uses only ${flagsOf(used)}`,
  };
}
