/** What a limit can be about, as its flag `--max-…` spells it. Apart, because help needs nothing else of an evaluation. */
export const limitNames = ['fmr', 'fnmr', 'far', 'frr', 'apcer', 'bpcer', 'retake'] as const;
export type LimitName = (typeof limitNames)[number];
