import type { Verdict } from './exit.ts';
import type { Param, WireValue } from './params.ts';

/** One output member. `type` is the vendor's: `String`, `Float`, `Array of CompareResult`. */
export interface Field {
  name: string;
  type: string;
  /** Base64 of a picture or clip: kept out of every format, written to `--save-dir`. */
  media?: 'image' | 'video';
  /** Name of the file in `--save-dir`, without its ending. */
  file?: string;
  sensitive?: boolean;
}

/** How an answer becomes a verdict. Only `success`, in the type that `decision` has in `output`, may pass. */
export interface Judgement {
  checked: readonly ('liveness' | 'comparison' | 'document')[];
  /** The output member that decides. */
  decision: string;
  success: string;
  /** The codes that `decision` is documented to hold besides `success`. */
  results: readonly string[];
  /** The output member with the vendor's own sentence. */
  description?: string;
  score?: {
    field: string;
    /** The vendor's bar; `--threshold` can only raise it. */
    threshold: number;
    /** Decision values with which the manual calls the score valid. */
    validFor: readonly string[];
  };
  /** Where this action's reading of a code differs from the provider's table. */
  overrides?: Readonly<Record<string, Verdict>>;
}

/** A condition between parameters. Returns what is wrong with `flag`, or nothing. */
export interface Rule {
  param: string;
  check(input: Readonly<Record<string, WireValue | undefined>>): { message: string; cure: string } | undefined;
  /** The same in one sentence, for help and docs. */
  help: string;
}

export interface Notice {
  when(input: Readonly<Record<string, WireValue | undefined>>): boolean;
  text: string;
}

export interface Action {
  name: string;
  provider: 'tencent' | 'aliyun';
  product: string;
  version: string;
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
  regions: readonly string[];
  requestsPerSecond: number | null;
  /** Codes of the action's own error table; the provider's common codes apply on top. */
  errors: readonly string[];
  judgement?: Judgement;
  /** True if a repeated call can neither bill nor create twice. */
  readOnly: boolean;
  examples: readonly string[];
  since?: string;
  retired?: string;
}

export const defineAction = <const A extends Action>(action: A): A => action;
