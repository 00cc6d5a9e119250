import type { Problem } from '../core/errors.ts';
import { suggest } from '../core/text/suggest.ts';
import { shownName } from './shown-name.ts';
import { expectations } from './value-shape.ts';

/** The part of a schema issue that is safe to read: never its message or its input. */
export interface Issue {
  code: string;
  path: PropertyKey[];
  keys?: string[];
}

const profileOnly = ['region', 'endpoint', 'credentialProcess', 'provider', 'secretId', 'secretKey', 'accessKeyId', 'accessKeySecret'];

const shownPath = (path: readonly PropertyKey[]): string => path.map((part) => shownName(String(part))).join('.');

function unknownKeyCure(key: string, path: readonly PropertyKey[], allowed: readonly string[]): string {
  if (key === 'sandbox') return 'no file asks for the sandbox: pass --sandbox';
  if (path.length === 0 && profileOnly.includes(key)) return 'move it into a profile: profiles.NAME';
  const meant = suggest(key, allowed);
  return meant ? `did you mean ${meant}?` : `allowed here: ${allowed.join(', ')}`;
}

function expectationAt(issue: Issue): string {
  const [first, , third] = issue.path;
  const last = String(issue.path.at(-1) ?? '');
  if (issue.path.length === 0) return 'must hold settings by name, such as profiles';
  if (issue.code === 'invalid_key') return 'is not a profile name: letters, digits, . _ and - only, at most 64';
  if (first === 'defaultProfiles' && issue.path.length === 2) return 'must be the name of a profile';
  if (first === 'profiles' && third === undefined && issue.path.length === 2)
    return 'must hold the settings of one profile, the provider first';
  return expectations[last] ?? 'must be text; a value that looks like a number goes in quotes';
}

/** One issue as sentences that name the path, and what belongs there, but nothing of what stands there. */
export function issueProblem(issue: Issue, place: string, allowed: readonly string[]): Problem[] {
  const base = { category: 'config', flag: place } as const;
  if (issue.code !== 'unrecognized_keys') {
    const subject = shownPath(issue.path);
    return [{ ...base, message: `${subject ? `${subject} ` : ''}${expectationAt(issue)}` }];
  }
  return (issue.keys ?? []).map((key) => ({
    ...base,
    message: `${shownPath([...issue.path, key])} is not a known setting`,
    cure: unknownKeyCure(key, issue.path, allowed),
  }));
}
