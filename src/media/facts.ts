/** What the reader of one format found. An absent member is unknown, never "none". */
export interface MediaFacts {
  /** Pixels as stored, before `orientation` or `rotation`. */
  width?: number;
  height?: number;
  /** EXIF: 1 upright, 2 to 8 turned or mirrored. */
  orientation?: number;
  durationMs?: number;
  videoCodec?: string;
  /** Clockwise degrees by which a player turns the picture. */
  rotation?: number;
  /** `null` is a file that is known to be silent. */
  audioCodec?: string | null;
  /** Why a decoder would fail: short sentences without a full stop; those of a cut file start with `truncated`. */
  faults: string[];
  /** What a decoder copes with and a person should know, in the same form. */
  remarks?: string[];
}

/** Zero is how most containers say "not known". */
export function setSize(facts: MediaFacts, width: number, height: number): void {
  if (width > 0 && height > 0) Object.assign(facts, { width, height });
}

export function setDuration(facts: MediaFacts, seconds: number): void {
  if (seconds > 0 && Number.isFinite(seconds)) facts.durationMs = Math.round(seconds * 1000);
}
