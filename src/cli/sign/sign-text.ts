import type { CheckReport } from '../../app/sign/check-signature.ts';
import type { DiffReport } from '../../app/sign/compare/diff.ts';
import type { Difference } from '../../app/sign/compare/difference.ts';
import type { Step } from '../../app/sign/explain/step.ts';
import type { Explanation } from '../../app/sign/explain-signature.ts';
import { schemes } from '../../app/sign/scheme.ts';
import { legendOf } from '../../app/sign/visible.ts';
import { plural } from '../../core/text/printable.ts';
import { lifetimeInWords } from '../catalogue/validity.ts';

/** Reports on signatures as text. All texts in a report are already safe to show. */

const legend = (shown: string): string[] => {
  const signs = legendOf(shown);
  return signs === '' ? [] : [`signs: ${signs}`];
};

/** Splits a shown text after each sign for a line feed. */
const linesOf = (shown: string): string[] => shown.split('␊').map((line, index, all) => (index < all.length - 1 ? `${line}␊` : line));

/** Wraps sentences to this width. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function stepText({ name, section, rules, inputs, output }: Step, number: number, columns: number): string {
  const width = Math.max(...inputs.map((input) => input.name.length));
  const bytesWidth = Math.max(...inputs.map(({ bytes }) => String(bytes).length));
  const lines = inputs.map((input) =>
    `   in   ${input.name.padEnd(width)}  ${String(input.bytes).padStart(bytesWidth)}  ${input.visible}`.trimEnd(),
  );
  const outputLines = output.visible === null ? ['(not made: no key was found)'] : linesOf(output.visible);
  return [
    `${number}. ${name}`,
    ...(section === null ? [] : [`   (in the manual: ${section})`]),
    ...rules.flatMap((rule) => wrapped(rule, columns - 3)).map((line) => `   ${line}`),
    ...lines,
    `   out  ${output.bytes > 0 ? plural(output.bytes, 'byte') : 'not complete'}`,
    ...outputLines.map((line) => `        ${line}`),
    '',
  ].join('\n');
}

export function explanationText({ title, docsUrl, action, method, host, steps, notSigned }: Explanation, columns: number): string {
  const body = steps.map((step, index) => stepText(step, index + 1, columns)).join('\n');
  return [
    `${title}, ${method} ${action} at ${host}`,
    `rules: ${docsUrl}`,
    'The number next to each name is its length in bytes.',
    '',
    body,
    ...(notSigned.length > 0 ? [`not signed: ${notSigned.join(', ')}`] : []),
    ...legend(body),
    '',
  ].join('\n');
}

function placeText({ offset, line, column }: Difference): string {
  return offset === null ? '' : ` at offset ${offset}, line ${line}, column ${column}`;
}

const sideText = (side: string | null): string => (side === null ? '(not there)' : side === '' ? '(empty)' : side);

function differenceText(difference: Difference, docsUrl: string): string {
  const { stage, field, ours, theirs, cause } = difference;
  return [
    `${stage}${field === stage ? '' : `, ${field}`} differs${placeText(difference)}`,
    ...(ours === null && theirs === null ? [] : [`  ours    ${sideText(ours)}`, `  theirs  ${sideText(theirs)}`]),
    `  cause   ${cause.cause}`,
    `  fix     ${cause.fix}`,
    `  rules   ${docsUrl}`,
    '',
  ].join('\n');
}

export function diffText({ signMethod, kind, differences, signature, notes }: DiffReport): string {
  const { title, docsUrl } = schemes[signMethod];
  const shown = differences.map((difference) => differenceText(difference, docsUrl)).join('\n');
  const count = differences.length;
  return [
    `theirs: ${kind}, ${title}`,
    '',
    ...(count === 0
      ? [`equal: everything that was given${signature === 'equal' ? ', and the signature is right for this secret' : ''}`]
      : [shown]),
    ...(count > 1 ? [`${count} differences: fix the first one first`] : []),
    ...notes.map((note) => `note: ${note}`),
    ...legend(shown),
    '',
  ].join('\n');
}

/** `93784` -> `1 day`: about how long ago, so that a reader sees whether it is too long. */
const roughAge = (seconds: number): string => {
  const unit = [86400, 3600, 60].find((each) => seconds >= each) ?? 1;
  return lifetimeInWords(Math.floor(seconds / unit) * unit);
};

function clockText({ clock }: CheckReport): string[] {
  const { ageSeconds, windowSeconds, passed, timestamp } = clock;
  if (ageSeconds === null || timestamp === null) return [];
  const age = ageSeconds === 0 ? 'now' : `${roughAge(Math.abs(ageSeconds))} ${ageSeconds < 0 ? 'in the future' : 'ago'}`;
  const window = lifetimeInWords(windowSeconds);
  return [
    `signed   ${timestamp}, ${age}; ${passed ? `too far from now: the service accepts it for ${window}, so sign again` : `within the ${window} of the service`}`,
  ];
}

export function checkText(report: CheckReport): string {
  const { signMethod, valid, failed, keyId } = report;
  const { title, docsUrl } = schemes[signMethod];
  return [
    `${valid ? 'valid' : 'not valid'}: ${title}${keyId === null ? '' : `, key ${keyId}`}`,
    ...(failed ? [`stage    ${failed.stage}`, `reason   ${failed.reason}`] : []),
    ...(failed?.cause ? [`cause    ${failed.cause.cause}`, `fix      ${failed.cause.fix}`] : []),
    ...clockText(report),
    `rules    ${docsUrl}`,
    '',
  ].join('\n');
}
