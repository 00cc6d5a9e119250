/** A mistake that people make when they sign, with its explanation. */
export interface Mistake {
  /** A fixed name, for scripts. */
  id: string;
  /** What the other side did, as a sentence. */
  cause: string;
  /** What to do about it. */
  fix: string;
}

/** A mistake that can be imitated: it turns a right piece into wrong ones, one for each variant of the mistake. */
export interface Imitated<T> extends Mistake {
  imitate(right: T): readonly T[];
}

/** A mistake without the function that imitates it. */
export const withoutImitation = ({ id, cause, fix }: Mistake): Mistake => ({ id, cause, fix });

const httpMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;

/** Mistakes in the method, for drafts in which the method is a separate piece. */
export const methodMistakes = <Draft extends { method: string }>(): readonly Imitated<Draft>[] => [
  {
    id: 'method',
    cause: 'the signed method is not the one that is sent: GET and POST are swapped, or it is another method',
    fix: 'sign the method that is sent; --http-method get or post changes what idv sends',
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
