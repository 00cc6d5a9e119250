import type { FileFault } from '../files/hosted-files.ts';
import type { Token } from '../tokens/sealed-token.ts';

/** What the made-up values of an answer depend on, besides the outcome. */
export interface Scene {
  requestId: string;
  /** Where this sandbox is reached, without a slash at its end: `http://127.0.0.1:4567`. */
  origin: string;
  /** The clock of tokens, uploads and files; a control can move it. */
  nowMs: number;
  /** The values of the call. */
  sent?: Readonly<Record<string, unknown>> | undefined;
  /** The token that the call reads. */
  token?: Token | undefined;
  /** What is wrong with the files that the answer points to. */
  fileFault?: FileFault | undefined;
}
