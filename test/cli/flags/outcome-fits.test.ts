import { describe, expect, it } from 'vitest';
import { main } from '../../../src/main.ts';
import { composeAnswer } from '../../../src/sandbox/answers/compose-answer.ts';
import { outcomeFor } from '../../../src/sandbox/controls/choose-outcome.ts';
import { listOutcomes } from '../../../src/sandbox/controls/list-outcomes.ts';
import { isForReader, laterActions } from '../../../src/sandbox/outcomes/later-actions.ts';
import { outcomeAliases } from '../../../src/sandbox/outcomes/outcome.ts';
import { allActions } from '../../../src/vendors/catalogue.ts';
import { requireVendor } from '../../../src/vendors/registry.ts';
import { memoryRuntime } from '../../support/memory-runtime.ts';

const photos = ['--image', 'fixtures/portrait.jpg', '--video', 'fixtures/selfie-3s.mp4'];

async function run(argv: readonly string[]) {
  let opened = 0;
  const { openTransport, ...rest } = memoryRuntime({});
  const runtime = {
    ...rest,
    openTransport: (...given: Parameters<typeof openTransport>) => {
      opened += 1;
      return openTransport(...given);
    },
  };
  const exitCode = await main([...argv, '--sandbox'], runtime, '0.0.0');
  return { exitCode, err: rest.err(), opened };
}

describe('--outcome', () => {
  it.each([
    [['compare', ...photos], 'timed-out', 'CompareFaceLiveness'],
    [['faceid', 'token'], 'timed-out', 'GetFaceIdTokenIntl'],
    [['faceid', 'token', '--wait'], 'fault:file-403=1', ''],
    [['call', 'tencent', 'GetFaceIdResultIntl', '-p', 'SdkToken=x'], 'timed-out', 'GetFaceIdResultIntl'],
    [['compare', ...photos, '--dry-run'], '1409', 'CompareFaceLiveness'],
  ])('is refused before anything is sent when %j cannot have %s', async (argv, outcome, action) => {
    const { exitCode, err, opened } = await run([...argv, '--outcome', outcome]);
    expect({ exitCode, opened }).toEqual({ exitCode: 2, opened: 0 });
    expect(err).toContain('error --outcome: ');
    expect(err).toContain(`'${outcome}'`);
    if (action !== '')
      expect(err).toMatch(
        new RegExp(`${action} has no outcome .*\\n  → one of Success, .*idv sandbox outcomes ${argv[0] === 'call' ? '' : argv[0]}`),
      );
  });

  it('is reported together with the other problems', async () => {
    const { exitCode, err } = await run(['compare', '--image', 'nowhere.jpg', ...photos.slice(2), '--outcome', 'timed-out']);
    expect(exitCode).toBe(2);
    expect(err).toMatch(/--outcome: .*timed-out.*, and 1 more/);
    expect(err).toContain('nowhere.jpg');
  });

  it('may be an outcome of the result to which a token leads', async () => {
    expect(await run(['faceid', 'token', '--outcome', 'low-similarity'])).toMatchObject({ exitCode: 0 });
    expect(await run(['compare', ...photos, '--outcome', 'fault:date=900'])).toMatchObject({ exitCode: 0 });
  });
});

describe.each(allActions.map((action) => [action.name, action] as const))('%s', (_name, action) => {
  it('accepts every outcome that it lists, and no other that the sandbox could not answer', async () => {
    const vendor = requireVendor(action.vendor);
    const codes = await vendor.loadCodes();
    const rows = await listOutcomes(action);
    const listed = rows.flatMap(({ name, aliases }) => [name.replace(/^(fault:.*)=[A-Z]+$/, '$1'), ...aliases]);
    for (const name of listed) expect((await outcomeFor(name, action)).name).toBe(name);
    const names = [...Object.keys(outcomeAliases), '1409', '1410', '2016', '402', 'FailedOperation.CompareLowSimilarity', 'no-face'];
    for (const name of names.filter((each) => !listed.includes(each))) {
      const outcome = await outcomeFor(name, action).catch(() => undefined);
      if (!outcome) continue;
      const later = laterActions(action, {}, vendor.actions).some((reader) => isForReader(outcome, action, reader, codes));
      const answer = composeAnswer(outcome, action, codes, { requestId: 'r', origin: 'http://127.0.0.1', nowMs: 0 });
      expect(later || answer !== undefined, name).toBe(true);
    }
  });
});
