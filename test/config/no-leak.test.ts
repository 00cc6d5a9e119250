import fc from 'fast-check';
import { expect, it } from 'vitest';
import { explainSettings } from '../../src/config/explain.ts';
import { loadSettings } from '../../src/config/load.ts';
import { configWorld, failureOf, requestOf } from './config-world.ts';

const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';
const secret = fc.string({ unit: fc.constantFrom(...alphabet), minLength: 30, maxLength: 36 });
const marred = fc.constantFrom(
  (text: string): unknown => text,
  (text: string) => ` ${text}`,
  (text: string) => `${text}\n`,
  (text: string) => [text],
  (text: string) => ({ [text]: text }),
  (text: string) => ({ $import: text }),
);
const key = fc.constantFrom(
  'secretId',
  'secretKey',
  'token',
  'accessKeySecret',
  'provider',
  'region',
  'endpoint',
  'proxy',
  'output',
  'timeout',
  'retries',
  'credentialProcess',
  'profiles',
  'defaultProfiles',
  '$import',
  'secret_key',
);

/** A configuration with the secret in likely and unlikely places, as a value or as a name. */
const contentWith = (value: string) => {
  const misplaced = fc.tuple(fc.oneof(key, fc.constant(value)), marred).map(([name, mar]) => ({ [name]: mar(value) }));
  const profile = fc
    .tuple(fc.constantFrom('tencent', 'aliyun'), misplaced, misplaced)
    .map(([provider, a, b]) => ({ provider, ...a, ...b }));
  const name = fc.constantFrom('main', value);
  const whole = fc
    .tuple(name, profile, name)
    .map(([at, content, chosen]) => ({ defaultProfiles: { tencent: chosen }, profiles: { [at]: content } }));
  return fc.oneof(
    whole,
    fc.tuple(whole, misplaced).map(([a, b]) => ({ ...a, ...b })),
  );
};

const damage = fc.tuple(fc.nat(400), fc.constantFrom('', '{', '"', ': *', '\n- ', '}', '\t', '&', '!!'));

const places = [
  '.faceidrc',
  '.faceidrc.json',
  '.config/faceidrc',
  'work/app/.faceidrc',
  'work/app/package.json',
  '.tccli/default.credential',
  '.tccli/default.configure',
];

const inputs = secret.chain((value) =>
  fc.record({
    value: fc.constant(value),
    content: contentWith(value),
    damage: fc.option(damage, { freq: 2 }),
    place: fc.constantFrom(...places),
    env: fc.record({ TENCENTCLOUD_SECRET_ID: fc.constantFrom('', value, ` ${value}`), IDV_PROFILE: fc.constantFrom('', value, 'main') }),
  }),
);

it('no error, notice or explanation contains a secret, however the configuration is broken', async () => {
  const world = await configWorld();
  await fc.assert(
    fc.asyncProperty(inputs, async ({ value, content, damage, place, env }) => {
      for (const other of places) await world.write(other, /tccli|package/.test(other) ? '{}' : '{"output": "text"}');
      const text = JSON.stringify(place.endsWith('package.json') ? { faceid: content } : content, null, 1);
      await world.write(place, damage ? text.slice(0, damage[0]) + damage[1] + text.slice(damage[0]) : text);
      const runProcess = () => Promise.resolve({ code: 0, stdout: JSON.stringify({ [value]: value }) });
      const loading = loadSettings(requestOf({ credentials: 'optional' }), { ...world.environment, env, runProcess });
      const settings = await loading.catch(() => undefined);
      if (!settings) {
        const failure = await failureOf(loading);
        expect(failure.category).toBe('config');
        expect(failure.text).not.toContain(value);
        return;
      }
      const { credentials, profile, ...rest } = settings;
      expect(JSON.stringify([rest.notices, credentials?.source, profile.source, explainSettings(settings)])).not.toContain(value);
    }),
    { numRuns: 150 },
  );
});
