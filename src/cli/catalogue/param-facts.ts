import type { MediaLimits } from '../../core/declare/params.ts';
import type { ParamDescription } from './param-description.ts';

const megabytes = (bytes: number): number => Number((bytes / 2 ** 20).toFixed(2));

const range = (from: number | undefined, to: number | undefined, unit = ''): string[] => {
  if (from === undefined) return to === undefined ? [] : [`at most ${to}${unit}`];
  return [to === undefined ? `at least ${from}${unit}` : `${from} to ${to}${unit}`];
};

const seconds = (ms: number | undefined): number | undefined => (ms === undefined ? undefined : ms / 1000);

/** The limits of a file, as short phrases: `JPEG, PNG`, `at most 5 MB`, `32 to 4096 pixels a side`. */
export const mediaFacts = ({ formats, formatsAssumed, ...limits }: MediaLimits): string[] => [
  `${formats.join(', ').toUpperCase()}${formatsAssumed ? ' (formats not documented)' : ''}`,
  ...sizeFacts(limits),
];

const sizeFacts = ({
  maxBase64Bytes,
  maxFileBytes,
  minSidePx,
  maxSidePx,
  minDurationMs,
  maxDurationMs,
}: Omit<MediaLimits, 'formats'>): string[] => [
  ...(maxBase64Bytes === undefined ? [] : [`at most ${megabytes(maxBase64Bytes)} MB as base64`]),
  ...(maxFileBytes === undefined ? [] : [`at most ${megabytes(maxFileBytes)} MB`]),
  ...range(minSidePx, maxSidePx, ' pixels a side'),
  ...range(seconds(minDurationMs), seconds(maxDurationMs), ' s'),
];

/** `1 = mouth, 2 = blink, BASIC`: wire values, with their friendly names if they have one. */
const valueList = (values: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries(values)
    .map(([wire, [friendly]]) => (friendly ? `${wire} = ${friendly}` : wire))
    .join(', ');

/** When a parameter or a member was added, and when it was removed. */
export const datesOf = ({ since, retired }: { since?: string; retired?: string }): string[] => [
  ...(since === undefined ? [] : [`since ${since}`]),
  ...(retired === undefined ? [] : [`retired ${retired}`]),
];

/** The limits of a parameter's value, and where it comes from, as short phrases. */
export function factsOf(description: ParamDescription): string[] {
  const { media, values, maxLength, minimum, maximum, maxItems, fixed, fallback, sensitive } = description;
  return [
    ...(media ? mediaFacts(media) : []),
    ...(values ? [valueList(values)] : []),
    ...(maxLength === undefined ? [] : [`at most ${maxLength} characters`]),
    ...range(minimum, maximum),
    ...(maxItems === undefined ? [] : [`up to ${maxItems} of them`]),
    ...(description.default === undefined ? [] : [`service’s default ${description.default}`]),
    ...(fallback === undefined ? [] : [`idv sends ${fallback} automatically`]),
    ...(fixed === undefined ? [] : [`always ${fixed}`]),
    ...(description.follows ? [`follows from ${description.follows.param}`] : []),
    ...(sensitive ? ['masked'] : []),
    ...datesOf(description),
  ];
}
