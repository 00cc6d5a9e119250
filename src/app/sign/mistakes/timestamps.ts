import { isoTime } from '../../../core/text/iso-time.ts';
import type { HeaderDraft, ParameterDraft } from '../draft.ts';
import type { Imitated, Mistake } from './mistake.ts';

interface Writer extends Mistake {
  /** The wrong ways in which people write the time of this ISO text. */
  writes(iso: string): readonly string[];
}

/** A time of day in another time zone, written as if it were UTC. */
function shifted(iso: string, hours: number): string {
  const moved = isoTime(Date.parse(iso) + hours * 3_600_000);
  return moved === undefined ? iso : `${moved.slice(0, 19)}Z`;
}

const timeZones = [8, 9, 7, 5.5, 1, 2, -5, -8];

const milliseconds = { id: 'timestamp-milliseconds', cause: 'the timestamp has milliseconds', fix: 'use whole seconds' };

const writers: readonly Writer[] = [
  { ...milliseconds, writes: (iso) => [iso.replace(/Z$/, '.000Z')] },
  {
    id: 'timestamp-local',
    cause: 'the timestamp is a local time, not UTC',
    fix: 'use the time in UTC, written YYYY-MM-DDThh:mm:ssZ',
    writes: (iso) => timeZones.flatMap((hours) => ['Z', '', '+08:00'].map((end) => shifted(iso, hours).replace(/Z$/, end))),
  },
  {
    id: 'timestamp-format',
    cause: 'the timestamp is not written YYYY-MM-DDThh:mm:ssZ',
    fix: 'write two digits for month, day, hour, minute and second; the unpadded example of the ID Verification document is wrong',
    writes: (iso) => [
      iso.replace(/([-T:])0(\d)/g, '$1$2'),
      String(Math.floor(Date.parse(iso) / 1000)),
      iso.replace('T', ' ').replace('Z', ''),
      iso.replace('Z', ''),
      iso.replace('Z', '+00:00'),
    ],
  },
];

const withTimestamp = (draft: ParameterDraft, write: (value: string) => string): ParameterDraft => ({
  ...draft,
  pairs: draft.pairs.map(([name, value]) => [name, name === 'Timestamp' ? write(value) : value]),
});

/** Mistakes in the parameter Timestamp: Unix seconds for Tencent Cloud, ISO text for Alibaba Cloud. */
export const timestampMistakes: readonly Imitated<ParameterDraft>[] = [
  { ...milliseconds, imitate: (draft) => (draft.scheme === 'rpc' ? [] : [withTimestamp(draft, (value) => `${value}000`)]) },
  ...writers.map(({ writes, ...mistake }) => ({
    ...mistake,
    imitate: (draft: ParameterDraft): ParameterDraft[] => {
      if (draft.scheme !== 'rpc') return [];
      const iso = draft.pairs.find(([name]) => name === 'Timestamp')?.[1] ?? '';
      return writes(iso).map((text) => withTimestamp(draft, () => text));
    },
  })),
];

/** The same mistakes in the header x-acs-date. */
export const dateMistakes: readonly Imitated<HeaderDraft>[] = writers.map(({ writes, ...mistake }) => ({
  ...mistake,
  imitate: (draft) => {
    const iso = draft.headers.find(([name]) => name === 'x-acs-date')?.[1];
    if (iso === undefined) return [];
    return writes(iso).map((text) => ({
      ...draft,
      headers: draft.headers.map(([name, value]) => [name, name === 'x-acs-date' ? text : value] as const),
    }));
  },
}));
