import type { Check, Judgement, Signal } from '../judge/judgement.ts';
import type { MediaLimits, Param, WireValue } from './params.ts';

/** One output member. `type` is the vendor's: `String`, `Float`, `Array of CompareResult`. */
export interface Field {
  name: string;
  type: string;
  /** What it means, its documented values, and when it is null; a phrase in our own words, without a full stop. */
  help: string;
  /**
   * A picture, a clip or other data that belongs into a file: base64 text, or where `type` is `FileInfo` or `md5` is set,
   * a URL to fetch. Kept out of every format, written to `--save-dir`.
   */
  media?: 'image' | 'video' | 'data';
  /** Name of the file in `--save-dir`, without its ending. */
  file?: string;
  /** The member next to it with the MD5 of what its URL leads to. */
  md5?: string;
  /** An object that the service writes as JSON text. */
  wire?: 'json';
  /** Personal data, or a key to it: masked in text. Of an object, all its members. */
  sensitive?: boolean;
  /** The month in which it came, or `YYYY-MM or later` where no more is known. */
  since?: string;
  /** When the service stopped to fill it, in the same form. */
  retired?: string;
}

/** Finds what was sent by its dotted path. */
export type SentValue = (path: string) => unknown;

/** Checks that are always the same, or those that what was sent asks for: undefined where that cannot be known. */
type AskedChecks = readonly Check[] | ((sent: SentValue) => readonly Check[] | undefined);

/** How long something that an answer gives is good for. */
export interface Validity {
  what: string;
  seconds: number;
}

/** What comes of a token that the action issues: who reads the result, and for how long that makes sense. */
export interface Follow {
  /** What the token asks the service to check. */
  asks: AskedChecks;
  /** What a result must have besides, by what the token was asked for with. */
  needs?: readonly Need[];
  /** Members of the result, and the parameter of the token that each repeats. */
  repeats?: Readonly<Record<string, string>>;
  /** Output member with the token. */
  token: string;
  /** Name of the action that reads the result; its positional parameter takes the token. */
  action: string;
  /** Absent where the vendor states none. */
  tokenLifetimeS?: number;
  resultLifetimeS?: number;
  /** Output member with the page that the person opens. */
  page?: string;
  /** Output members with the service's own polling interval in seconds, and how often to ask. */
  intervalS?: string;
  maxPolls?: string;
}

/** A local file for an action that takes a URL: uploaded first, in the vendor's way. */
export interface Upload {
  /** Without `--`. */
  flag: string;
  help: string;
  /** Names of the parameters that it fills. */
  url: string;
  md5?: string;
  media?: MediaLimits;
}

/** A condition between parameters. Returns what is wrong with `flag`, or nothing. */
export interface Rule {
  param: string;
  check(input: Readonly<Record<string, WireValue | undefined>>): { message: string; hint: string } | undefined;
  /** The same in one sentence, for help and docs. */
  help: string;
}

export interface Notice {
  when(input: Readonly<Record<string, WireValue | undefined>>): boolean;
  text: string;
}

/** A member that a result must have, or must have where what was sent asks for it. */
export interface Need {
  path: string;
  type: Signal['type'] | 'Object';
  when?(sent: SentValue): boolean;
}

/** A member that must not say something else than what was asked for: the result would then be about something else. */
export interface Repeated {
  path: string;
  value: string;
}

export interface Action {
  name: string;
  /** Name of the vendor in whose list it stands. */
  vendor: string;
  product: string;
  version: string;
  /** Other products with the same action, and their versions: `--product` picks one. */
  products?: Readonly<Record<string, string>>;
  /** Words after `idv`. */
  command: readonly string[];
  summary: string;
  docsUrl: string;
  params: readonly Param[];
  rules?: readonly Rule[];
  notices?: readonly Notice[];
  output: readonly Field[];
  /** Nested objects that params or output reach. */
  types?: Readonly<Record<string, readonly Field[]>>;
  /** Where it is offered; empty where the service ignores the region. */
  regions: readonly string[];
  requestsPerSecond: number | null;
  uploads?: readonly Upload[];
  follow?: Follow;
  /** What else runs out: addresses of files, and other lifetimes than those of `follow` that the vendor's texts name. */
  validity?: readonly Validity[];
  /** Codes of the action's own error table; the vendor's common codes apply on top. */
  errors: readonly string[];
  judgement?: Judgement;
  /** What the action is for: a success without it is not a result. */
  needs?: readonly Need[];
  /** It judges nothing, and yet answers with personal data, which text masks. */
  personal?: true;
  /** True if a repeated call can neither bill nor create twice. */
  readOnly: boolean;
  examples: readonly string[];
  since?: string;
  /** When the vendor took it out of service; it is still sent, with a notice. */
  retired?: string;
}

export const defineAction = <const A extends Action>(action: A): A => action;

/** The local file that fills a parameter, with its address or its digest. */
export const uploadOf = (uploads: readonly Upload[], name: string): Upload | undefined =>
  uploads.find(({ url, md5 }) => name === url || name === md5);

/** The action as one of its products has it; undefined for a product that lacks it. */
export function inProduct(action: Action, product: string): Action | undefined {
  if (product === action.product) return action;
  const version = action.products && Object.hasOwn(action.products, product) ? action.products[product] : undefined;
  return version === undefined ? undefined : { ...action, product, version };
}
