export interface SourceFunction {
  name: string;
  /** Where it begins, from 1, and how many lines it takes. */
  line: number;
  lines: number;
}

export function functionsOf(path: string, text: string): SourceFunction[];
