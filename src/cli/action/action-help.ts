import type { Action, Upload } from '../../core/declare/action.ts';
import { type EntriesParam, flagAt, isMedia, type Param, type Place, placesOf, withMembers } from '../../core/declare/params.ts';
import { plural } from '../../core/text/printable.ts';
import { allActions } from '../../vendors/catalogue.ts';
import { mediaFacts } from '../catalogue/param-facts.ts';
import { lifetimeInWords, validityOf } from '../catalogue/validity.ts';

/** `silent, action, lip`: the friendly name of each value. */
const words = (values: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries(values)
    .map(([wire, [word]]) => word ?? wire)
    .join(', ');

/** `silent (SILENT)`: the friendly name of a value, and the wire value. */
function friendly(param: Param, wire: string): string {
  const [word] = ('values' in param && param.values && Object.hasOwn(param.values, wire) ? param.values[wire] : undefined) ?? [];
  return word === undefined || word === wire ? wire : `${word} (${wire})`;
}

export const requiredUnless = (others: readonly string[]): string =>
  others.length === 0 ? 'required' : `required unless ${others.join(' or ')} is given`;

/** `upload` is the flag of a local file that also fills the parameter. */
export function paramHelp(param: Param, more: readonly string[], upload?: Upload): string {
  const facts = isMedia(param) ? mediaFacts(param.media) : [];
  if ('values' in param && param.values) facts.push(words(param.values));
  else if ('pattern' in param && param.pattern) facts.push(param.pattern.meaning);
  if ('fallback' in param && param.fallback !== undefined) facts.push(`default ${friendly(param, param.fallback)}`);
  else if ('follows' in param && param.follows) facts.push('follows from the file');
  else if (param.default !== undefined) facts.push(`the service’s default: ${friendly(param, param.default)}`);
  facts.push(...more);
  if (param.positional) facts.push('or as the word after the command; - reads standard input');
  else if (param.required && !('fallback' in param) && !('follows' in param))
    facts.push(requiredUnless(upload ? [`--${upload.flag}`] : []));
  if (param.since) facts.push(`since ${param.since}`);
  if (param.retired) facts.push(`retired ${param.retired}`);
  return facts.length === 0 ? param.help : `${param.help} (${facts.join('; ')})`;
}

/** The flags that can replace the flag of a member. */
export const othersOf = (member: Place, all: readonly Place[]): string[] => all.filter((other) => other !== member).map(flagAt);

/** What applies to the flags of an entry's members together, repeated for each of them. */
export function entryFacts(entries: EntriesParam, member: Place, all: readonly Place[]): string[] {
  const others = othersOf(member, all);
  const times = `up to ${entries.maxItems} times${others.length > 0 ? ' in all' : ''}`;
  return entries.required ? [times, requiredUnless(others)] : [times];
}

/** The text below the flags. */
export function actionEpilogue(action: Action): string {
  const { regions, requestsPerSecond, rules = [], retired } = action;
  const lifetimes = validityOf(action, allActions).map(({ what, seconds }) => `${what} for ${lifetimeInWords(seconds)}`);
  return [
    ...rules.map(({ help }) => `${help}.`),
    ...(lifetimes.length > 0 ? [`Valid: ${lifetimes.join('; ')}.`] : []),
    ...(retired ? [`Retired by the vendor on ${retired}; still sent if asked for.`] : []),
    `Regions: ${regions.length === 0 ? 'any' : regions.join(', ')}${requestsPerSecond === null ? '' : `; ${plural(requestsPerSecond, 'request')} per second`}.`,
    `${action.vendor} ${action.product} ${action.name} ${action.version}: ${action.docsUrl}`,
  ].join('\n');
}

/** Global flags that make sense for an action, in addition to those of every call. */
export function globalsOf({ params, uploads = [], output, types = {}, judgement, personal }: Action): string[] {
  const fields = [...output, ...Object.values(types).flat()];
  const takesMedia =
    uploads.length > 0 ||
    placesOf(params)
      .flatMap(withMembers)
      .some(({ param }) => isMedia(param));
  const isPersonal = personal || judgement !== undefined || fields.some(({ sensitive }) => sensitive);
  return [
    ...(takesMedia ? ['no-preflight'] : []),
    ...(fields.some(({ media }) => media) ? ['save-dir', 'force'] : []),
    ...(isPersonal ? ['show-pii'] : []),
    ...(judgement ? ['expect', 'exit-zero'] : []),
  ];
}
