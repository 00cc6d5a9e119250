import { IdvError } from '../core/errors.ts';
import type { OwnFiles } from './files/own-files.ts';
import type { ChosenProfile } from './load.ts';
import type { OwnCliFiles } from './own-cli.ts';
import type { ConfigEnvironment, SettingsRequest } from './settings.ts';
import { shownName } from './shown.ts';

/** What is known when the key is searched for. */
export interface KeySearch {
  own: OwnFiles;
  profile: ChosenProfile;
  ownCli: OwnCliFiles | undefined;
}

/** All places that were searched for a key of the vendor, as phrases. */
export function placesWithoutKey(
  { vendor }: SettingsRequest,
  { own, profile, ownCli }: KeySearch,
  environment: ConfigEnvironment,
): string[] {
  const { id, secret } = vendor.credentials.variables;
  const noFile = `no .faceidrc from ${environment.cwd} upwards and no user file`;
  return [
    `the environment (${id}, ${secret})`,
    ...(own.files.length > 0 ? own.files.map(({ label }) => label) : [noFile]),
    ...own.unread,
    ...own.closed,
    ...(environment.homeDir ? [] : ['no home folder, because HOME is not set']),
    ...(ownCli ? [ownCli.keyFile(profile.inOwnCli ? profile.name : undefined)] : []),
  ];
}

/**
 * The error for a missing key. Its message says what is most useful: that a profile which is not chosen has a key, or that the chosen
 * profile has none, or only that there is no key.
 */
export function noCredentials(request: SettingsRequest, { own, profile }: KeySearch, profilesWithKey: readonly string[]): IdvError {
  const { title, name: vendor, credentials } = request.vendor;
  const { id, secret } = credentials.variables;
  const withKey = [...new Set(profilesWithKey.map(shownName))];
  const fail = (message: string, hint: string) => new IdvError('config', message, { code: 'no-credentials', hint });
  const orSet = `or set ${id} and ${secret}`;
  if (withKey.length > 0) {
    const chosen = profile.name === undefined ? 'none is chosen' : `${shownName(profile.name)}, which is chosen, has none`;
    const has =
      withKey.length === 1 ? `profile ${withKey[0]} has a key for ${title}` : `${withKey.length} profiles have a key for ${title}`;
    const choose = `choose with --profile NAME, IDV_PROFILE or defaultProfiles: ${withKey.join(', ')}`;
    return fail(`${has}, and ${chosen}`, `${choose}\n${orSet}`);
  }
  const missed = [...own.unread, ...own.closed];
  const unread = missed.length > 0 ? `\n${missed.join('; ')}` : '';
  const whose = profile.name === undefined ? '' : `: profile ${shownName(profile.name)} has none`;
  const put = `set ${id} and ${secret}, or run idv config init ${vendor}`;
  return fail(`no key for ${title}${whose}`, `${put}\nor try without an account: --sandbox${unread}`);
}
