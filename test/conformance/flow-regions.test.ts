import { describe, expect, it } from 'vitest';
import { main } from '../../src/main.ts';
import { allActions } from '../../src/vendors/catalogue.ts';
import { requireVendor } from '../../src/vendors/registry.ts';
import { memoryRuntime } from '../support/memory-runtime.ts';

/** A flow consists of several calls in one region. Every region of its first call must also offer the other calls. */

/** Regions that the vendor's pages list for the first call and not for another call, with the addresses of those pages. */
const exceptions: Readonly<Record<string, { missing: readonly string[]; source: string }>> = {
  'ApplyLivenessToken, GetLivenessResult': {
    missing: ['ap-bangkok', 'sa-saopaulo'],
    source: 'https://www.tencentcloud.com/document/product/1061/49955 and 1061/49952, both of 2025-11-13',
  },
  'ApplyWebVerificationToken, CreateUploadUrl': {
    missing: ['ap-jakarta'],
    source: 'https://www.tencentcloud.com/document/product/1061/49953 of 2024-11-01, and 1061/47648 of 2024-04-03',
  },
};

const pairs = allActions.flatMap((action) => {
  const reader = allActions.find(({ name, vendor }) => name === action.follow?.action && vendor === action.vendor);
  const { uploads } = requireVendor(action.vendor);
  const others = [...(reader ? [reader] : []), ...(uploads && action.uploads ? [uploads.grant] : [])];
  return others.map((other) => [`${action.name}, ${other.name}`, action, other] as const);
});

describe('the calls of a flow', () => {
  it('are found', () => {
    expect(pairs.length).toBeGreaterThanOrEqual(12);
    expect(Object.keys(exceptions).filter((name) => !pairs.some(([pair]) => pair === name))).toEqual([]);
  });

  it.each(pairs)('are offered in the same regions, apart from the documented exceptions: %s', (name, first, other) => {
    const missing = first.regions.filter((region) => !other.regions.includes(region));
    expect(missing).toEqual(exceptions[name]?.missing ?? []);
  });
});

const photo = 'fixtures/portrait.jpg';

const tokens = {
  GetFaceIdTokenIntl: ['faceid', 'token'],
  ApplyWebVerificationBizTokenIntl: ['web', 'token', '--redirect-url', 'https://shop.example/done'],
  ApplySdkVerificationToken: ['sdk', 'token'],
  ApplyLivenessToken: ['liveness', 'token'],
  ApplyCardVerification: ['card', 'submit', '--nationality', 'IDN', '--card-type', 'ID_CARD', '--image-front', photo],
  ApplyWebVerificationToken: ['web-v1', 'token', '--redirect-url', 'https://shop.example/done', '--compare-image', photo],
};

async function run(argv: readonly string[], region: string) {
  const runtime = memoryRuntime();
  const exitCode = await main([...argv, '--region', region, '--sandbox', '--wait'], runtime, '0.0.0');
  return { exitCode, err: runtime.err() };
}

const flows = Object.entries(tokens).flatMap(([name, argv]) => {
  const regions = allActions.find((action) => action.name === name)?.regions ?? [];
  const uploaded = exceptions[`${name}, CreateUploadUrl`]?.missing ?? [];
  return regions.filter((region) => !uploaded.includes(region)).map((region) => [argv.slice(0, 2).join(' '), region, argv] as const);
});

describe('an issued token can be read', () => {
  it('for every action that issues one', () => {
    const issuers = allActions.filter(({ vendor, follow }) => vendor === 'tencent' && follow).map(({ name }) => name);
    expect(issuers.sort()).toEqual(Object.keys(tokens).sort());
  });

  it.each(flows)('with idv %s --wait --region %s', async (_words, region, argv) => {
    expect(await run(argv, region)).toMatchObject({ exitCode: 0 });
  });
});

describe('a region in which a later call of the flow may not be offered', () => {
  it('is named in a notice before the token is issued', async () => {
    const { err } = await run(tokens.ApplyLivenessToken, 'ap-bangkok');
    expect(err.split('\n')[0]).toBe(
      'region ap-bangkok is not one of the known regions of GetLivenessResult, which reads the result (ap-hongkong, ap-jakarta, ap-singapore); sent anyway',
    );
  });

  it('is named in a notice before a file is uploaded', async () => {
    const { err, exitCode } = await run(tokens.ApplyWebVerificationToken, 'ap-jakarta');
    expect(err).toContain('ap-jakarta is not one of the known regions of CreateUploadUrl, which takes the file (ap-bangkok,');
    expect(err.indexOf('CreateUploadUrl')).toBeLessThan(err.indexOf('sandbox: no face was compared'));
    expect(exitCode).toBe(20);
  });

  it('is not named when the later call is not made', async () => {
    const runtime = memoryRuntime();
    expect(await main([...tokens.ApplyLivenessToken, '--region', 'ap-bangkok', '--sandbox'], runtime, '0.0.0')).toBe(0);
    expect(runtime.err()).toBe('sandbox: no face was compared\n');
  });

  it('is named by idv upload file too', async () => {
    const runtime = memoryRuntime();
    await main(['upload', 'file', photo, '--region', 'ap-jakarta', '--sandbox'], runtime, '0.0.0');
    expect(runtime.err()).toContain('region ap-jakarta is not one of the known regions of CreateUploadUrl (ap-bangkok,');
  });
});
