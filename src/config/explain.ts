import { shownKeyId } from '../core/text/printable.ts';
import type { Settings, Sourced } from './settings.ts';
import { shownName, shownUrl } from './shown.ts';

export interface SettingRow {
  name: string;
  value: string;
  source: string;
}

function keyRows({ credentials, withoutKey }: Settings): SettingRow[] {
  if (!credentials) {
    const source = withoutKey.length > 0 ? `none in ${withoutKey.join('; ')}` : 'not looked for';
    return [{ name: 'key id', value: '(none)', source }];
  }
  const { id, token, source } = credentials;
  const hidden = (name: string): SettingRow => ({ name, value: '(hidden)', source });
  return [{ name: 'key id', value: shownKeyId(id), source }, hidden('secret'), ...(token ? [hidden('token')] : [])];
}

/** The rows of `idv config explain`, in the order of the settings; secrets are never in them. */
export function explainSettings(settings: Settings): SettingRow[] {
  const { profile, endpoint, proxy } = settings;
  const row = (name: string, { value, source }: Sourced<string | number | undefined>): SettingRow => ({
    name,
    value: String(value ?? '(none)'),
    source,
  });
  const url = (name: string, { value, source }: Sourced<string | undefined>) => row(name, { value: value && shownUrl(value), source });
  return [
    row('profile', { ...profile, value: profile.value && shownName(profile.value) }),
    row('region', settings.region),
    url('endpoint', endpoint),
    row('output', settings.output),
    row('timeout', settings.timeoutS),
    row('connect-timeout', settings.connectTimeoutS),
    row('retries', settings.retries),
    ...(proxy ? [url('proxy', proxy)] : []),
    ...keyRows(settings),
  ];
}
