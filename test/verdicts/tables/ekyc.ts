import { all, type End, type Member, type Row } from '../table.ts';

/** What the answers of cloudauth-intl have in common. */

export const must = (values: Member['values'], nothing: End = 23, strange: End = 23): Member => ({
  kind: 'text',
  values,
  nothing,
  empty: strange,
  other: strange,
});

/** A more detailed code. Only its value for a pass is published. */
export const subCode = (nothing: End = 0): Member => must({ 200: nothing, 205: 23 }, nothing);

/** A similarity without a published threshold: a pass can have any similarity. */
export const similarity = (end: (score: number) => End, nothing: End = 23): Member => ({
  kind: 'score',
  values: { 100: end(100), 91: end(91), '54.5': end(54.5), 7: end(7), 0: end(0) },
  nothing,
  empty: 23,
  other: 23,
});

/** The samples have "200", the table of codes has Success. Any other code is an error, whatever else the answer contains. */
export const codes: readonly Row[] = [
  ...['Success', '200', 'OK', 'success'].map((Code) => ({ what: `Code ${Code}`, change: { Code }, end: 0 })),
  ...[null, undefined, 200].map((Code) => ({ what: `Code ${JSON.stringify(Code)}`, change: { Code }, end: 23 })),
  ...['', ' ', true, [], {}, ['200']].map((Code) => ({ what: `Code ${JSON.stringify(Code)}`, change: { Code }, end: 23 })),
  ...[0, 201, 'SUCCESS', ' Success', '0', 'InvalidParameter'].map((Code) => ({
    what: `Code ${JSON.stringify(Code)}`,
    change: { Code },
    end: 20,
  })),
];

/** Other values in place of an object that decides. */
export const holders = (path: string, good: unknown): readonly Row[] =>
  [null, undefined, 'abc', '', '{', '[]', 'null', [], {}, true, 1, [good]].map((held) => ({
    what: `${path} ${JSON.stringify(held)?.slice(0, 40)}`,
    change: { [path]: held },
    end: 23,
  }));

/** https://www.alibabacloud.com/help/en/ekyc/latest/http-status-code-returned-by-the-server */
export const ekycErrors: Readonly<Record<string, End>> = {
  ...all('MissingParameter InvalidParameter DataDuplication ToolargeImage DownloadTimeout Forbidden.RAMUserAccessDenied', 20),
  ...all('Forbidden.AccountAccessDenied Forbidden.ExceptionRepeatedInvoke Throttling.Api', 21),
  ...all('InternalError ServiceUnavailable', 22),
};

/** Error answers about a picture that cannot be used. */
export const pictureErrors: Readonly<Record<string, End>> = all('NoFaceDetected UnqualifiedPhoto', { exit: 12, checked: [], score: null });
