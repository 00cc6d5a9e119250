import { shownKeyId } from '../core/text/mask.ts';
import type { Settings, Sourced } from './settings.ts';
import { shownName } from './shown-name.ts';

export interface SettingRow {
  name: string;
  value: string;
  source: string;
}

/** A proxy or endpoint without the user name and password that can stand in its URL. */
function maskedUrl(text: string): string {
  if (!URL.canParse(text)) return '(not a URL)';
  const url = new URL(text);
  if (url.username === '' && url.password === '') return text;
  url.username = '…';
  url.password = '';
  return url.href.replace('%E2%80%A6', '…');
}

/** The rows of `idv config explain`, in the order of the settings; secrets are never in them. */
export function explainSettings(settings: Settings): SettingRow[] {
  const { profile, endpoint, proxy, credentials } = settings;
  const row = (name: string, { value, source }: Sourced<string | number | undefined>): SettingRow => ({
    name,
    value: String(value ?? '(none)'),
    source,
  });
  const url = (name: string, { value, source }: Sourced<string | undefined>) => row(name, { value: value && maskedUrl(value), source });
  const hidden = (name: string) => (credentials ? [{ name, value: '(hidden)', source: credentials.source }] : []);
  return [
    row('profile', { ...profile, value: profile.value && shownName(profile.value) }),
    row('region', settings.region),
    url('endpoint', endpoint),
    row('output', settings.output),
    row('timeout', settings.timeoutS),
    row('connect-timeout', settings.connectTimeoutS),
    row('retries', settings.retries),
    ...(proxy ? [url('proxy', proxy)] : []),
    row(
      'key id',
      credentials
        ? { value: shownKeyId(credentials.id), source: credentials.source }
        : { value: undefined, source: 'not looked for, or not found' },
    ),
    ...hidden('secret'),
    ...(credentials?.token ? hidden('token') : []),
  ];
}
