/** The figures that a limit can have, as in its flag `--max-…`. In a separate file, because help needs nothing else of an evaluation. */
export const limitNames = ['fmr', 'fnmr', 'far', 'frr', 'apcer', 'bpcer', 'retake'] as const;
export type LimitName = (typeof limitNames)[number];
