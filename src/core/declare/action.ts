import type { Check, Judgement, Signal } from '../judge/judgement.ts';
import type { MediaLimits, Param, WireValue } from './params.ts';

/** One output member. `type` is the vendor's name of the type: `String`, `Float`, `Array of CompareResult`. */
export interface Field {
  name: string;
  type: string;
  /** The meaning of the member, its documented values, and when it is null. A phrase in our own words, without a full stop. */
  help: string;
  /**
   * A picture, a clip or other data for a file. The value is base64 text; if `type` is `FileInfo` or `md5` is set, it is the URL of the
   * file. Output formats show only a note of it; `--save-dir` saves it.
   */
  media?: 'image' | 'video' | 'data';
  /** The name of the file in `--save-dir`, without its ending. */
  file?: string;
  /** The member next to it that contains the MD5 of the file at the URL. */
  md5?: string;
  /** An object that the service writes as JSON text. */
  wire?: 'json';
  /** Personal data, or something that gives access to it. It is masked in text; in an object, all members are. */
  sensitive?: boolean;
  /** The month in which the vendor added it, or `YYYY-MM or later` if no more is known. */
  since?: string;
  /** The month in which the service stopped filling it, in the same form. */
  retired?: string;
}

/** Returns the sent value at a dotted path. */
export type SentValue = (path: string) => unknown;

/** Checks that are always the same, or a function that derives them from the sent values; undefined if they cannot be known. */
type AskedChecks = readonly Check[] | ((sent: SentValue) => readonly Check[] | undefined);

/** How long something in an answer is valid. */
export interface Validity {
  what: string;
  seconds: number;
}

/** What happens with a token that the action issues: which action reads the result, and until when. */
export interface Follow {
  /** The checks that the token requests from the service. */
  asks: AskedChecks;
  /** Other members that a result must have. They can depend on the values with which the token was requested. */
  needs?: readonly Need[];
  /** Members of the result that must repeat a parameter with which the token was requested: the parameter, by member. */
  repeats?: Readonly<Record<string, string>>;
  /** The output member that contains the token. */
  token: string;
  /** The name of the action that reads the result. Its positional parameter is the token. */
  action: string;
  /** Absent if the vendor does not document it. */
  tokenLifetimeS?: number;
  resultLifetimeS?: number;
  /** The output member with the address of the page that the person opens. */
  page?: string;
  /** The output members with the polling interval of the service in seconds, and with the largest number of requests. */
  intervalS?: string;
  maxPolls?: string;
}

/** A local file for an action that needs a URL. It is uploaded first, to the vendor's storage. */
export interface Upload {
  /** The name of the flag, without `--`. */
  flag: string;
  help: string;
  /** The names of the parameters that the upload fills. */
  url: string;
  md5?: string;
  media?: MediaLimits;
}

/** A condition between parameters. `check` returns what is wrong with `param`, or undefined. */
export interface Rule {
  param: string;
  check(input: Readonly<Record<string, WireValue | undefined>>): { message: string; hint: string } | undefined;
  /** The condition in one sentence, for help and docs. */
  help: string;
}

export interface Notice {
  when(input: Readonly<Record<string, WireValue | undefined>>): boolean;
  text: string;
}

/** A member that a result must have; with `when`, only if the sent values require it. */
export interface Need {
  path: string;
  type: Signal['type'] | 'Object';
  when?(sent: SentValue): boolean;
}

/** A member that must have this value: with another value, the result would not belong to the request. */
export interface Repeated {
  path: string;
  value: string;
}

export interface Action {
  name: string;
  /** The name of the vendor that has the action. */
  vendor: string;
  product: string;
  version: string;
  /** Other products with the same action, and their API versions. `--product` selects one. */
  products?: Readonly<Record<string, string>>;
  /** The words after `idv`. */
  command: readonly string[];
  summary: string;
  docsUrl: string;
  params: readonly Param[];
  rules?: readonly Rule[];
  notices?: readonly Notice[];
  output: readonly Field[];
  /** The nested objects that params or output use. */
  types?: Readonly<Record<string, readonly Field[]>>;
  /** The regions that have the action; empty if the service ignores the region. */
  regions: readonly string[];
  requestsPerSecond: number | null;
  uploads?: readonly Upload[];
  follow?: Follow;
  /** Other documented lifetimes than those of `follow`, such as of the addresses of files. */
  validity?: readonly Validity[];
  /** The codes in the action's own error table. The common codes of the vendor apply too. */
  errors: readonly string[];
  judgement?: Judgement;
  /** The members that the action is called for. A success without them is not a result. */
  needs?: readonly Need[];
  /** The action judges nothing, but its answer contains personal data, which is masked in text. */
  personal?: true;
  /** True if a repeated call can neither be billed twice nor create anything twice. */
  readOnly: boolean;
  examples: readonly string[];
  since?: string;
  /** When the vendor retired the action. It is still sent, with a notice. */
  retired?: string;
}

export const defineAction = <const A extends Action>(action: A): A => action;

/** The upload that fills a parameter, with the address or the digest of the file. */
export const uploadOf = (uploads: readonly Upload[], name: string): Upload | undefined =>
  uploads.find(({ url, md5 }) => name === url || name === md5);

/** The action in one of its products; undefined if the product does not have it. */
export function inProduct(action: Action, product: string): Action | undefined {
  if (product === action.product) return action;
  const version = action.products && Object.hasOwn(action.products, product) ? action.products[product] : undefined;
  return version === undefined ? undefined : { ...action, product, version };
}
