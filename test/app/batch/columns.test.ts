import { describe, expect, it } from 'vitest';
import { columnsOf } from '../../../src/app/batch/manifest/columns.ts';
import { actionFlags } from '../../../src/cli/action/action-rows.ts';
import { vendors } from '../../../src/vendors/registry.ts';

const actions = vendors.flatMap((vendor) => vendor.actions.map((action) => [`${vendor.name} ${action.name}`, action] as const));

/** The flags that the command of an action shows, without `--`, and the parameter that each one fills. */
const shownFlags = (action: (typeof actions)[number][1]): Map<string, string> =>
  new Map(
    actionFlags(action)
      .filter(({ option }) => !option.long?.startsWith('--no-'))
      .flatMap(({ key, option: { short, long } }) => [short, long].flatMap((flag) => (flag ? [[flag.replace(/^--/, ''), key]] : []))),
  );

describe('the columns of a manifest', () => {
  it.each(actions)('of %s are the flags of its command, and fill the same parameters', (_, action) => {
    const { of, names } = columnsOf(action);
    const shown = shownFlags(action);
    expect(shown.size).toBeGreaterThan(0);
    for (const [flag, key] of shown) expect(of(flag), flag).toMatchObject({ key });
    expect(names.filter((name) => !shown.has(name))).toEqual([]);
  });

  it('do not include a parameter whose value is always the same', () => {
    const action = actions.find(([name]) => name === 'aliyun ExecuteRequest')?.[1];
    expect(action && columnsOf(action).of('service')).toEqual({ extra: 'service' });
  });
});
