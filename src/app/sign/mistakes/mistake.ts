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

const httpMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;

/** Mistakes in the method, wherever the method is a piece of its own. */
export const methodMistakes = <Draft extends { method: string }>(): readonly Imitated<Draft>[] => [
  {
    id: 'method',
    cause: 'the method that was signed is not the one that is sent: GET and POST are mixed, or it is a third one',
    fix: 'sign the method that is sent; idv sends the other one with --http-method get or post',
    imitate: (d) => httpMethods.filter((method) => method !== d.method).map((method) => ({ ...d, method })),
  },
  {
    id: 'method-case',
    cause: 'the method is in lower case',
    fix: 'sign GET or POST in capitals',
    imitate: (d) => [
      { ...d, method: d.method.toLowerCase() },
      { ...d, method: d.method.charAt(0) + d.method.slice(1).toLowerCase() },
    ],
  },
];
