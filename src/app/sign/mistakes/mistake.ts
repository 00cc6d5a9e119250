/** Something that people do wrong when they sign, in words for them. */
export interface Mistake {
  /** For scripts; does not change. */
  id: string;
  /** What the other side did, as a sentence. */
  cause: string;
  /** What to do about it. */
  fix: string;
}

/** A mistake that can be imitated: what it makes of a right piece, in each way in which people make it. */
export interface Imitated<T> extends Mistake {
  imitate(right: T): readonly T[];
}

/** A mistake without the function that imitates it. */
export const named = ({ id, cause, fix }: Mistake): Mistake => ({ id, cause, fix });
