import type { Settings } from '../../config/settings.ts';
import type { HttpResponse } from '../../core/http.ts';
import { shownKeyId } from '../../core/text/printable.ts';
import type { LoadedMedia } from '../../media/read/load.ts';
import type { RequestShape } from '../../vendors/vendor.ts';

const line = (name: string, value: string): string => `${name.padEnd(11)}  ${value}`;

const sourced = ({ value, source }: { value: string | undefined; source: string }): string => `${value ?? '(none)'} (${source})`;

/** The key id, the host and the signature of the calls, one line each, for --verbose. */
export function settingLines({ credentials, endpoint, region }: Settings, shape: RequestShape): string[] {
  const { signMethod, httpMethod, bodyFormat } = shape;
  return [
    ...(credentials ? [line('credentials', `${shownKeyId(credentials.id)} (${credentials.source})`)] : []),
    line('endpoint', endpoint.value === undefined ? 'the default of the service' : sourced(endpoint)),
    line('region', sourced(region)),
    line('signature', [signMethod, httpMethod, bodyFormat].filter(Boolean).join(' ')),
  ];
}

/** Facts about a file, for --verbose; never its content. */
export function mediaLine({ label, bytes, probe }: LoadedMedia): string {
  const { mediaType, width, height, durationMs } = probe;
  const facts = [
    mediaType,
    `${bytes.length} bytes`,
    ...(width === undefined ? [] : [`${width}x${height}`]),
    ...(durationMs === undefined ? [] : [`${(durationMs / 1000).toFixed(1)} s`]),
  ];
  return line('media', `${label}: ${facts.join(', ')}`);
}

/** One attempt, for --verbose. */
export const attemptLine = (attempt: number, { origin }: URL, response: HttpResponse | undefined, durationMs: number): string =>
  line(`attempt ${attempt}`, `${origin}: ${response ? `HTTP ${response.status}` : 'no answer'} after ${Math.round(durationMs)} ms`);
