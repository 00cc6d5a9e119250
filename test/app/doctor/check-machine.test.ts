import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { checkNode, oldestNode } from '../../../src/app/doctor/check-machine.ts';

describe('Node.js', () => {
  it('must be at least the version in package.json', async () => {
    const { engines } = JSON.parse(await readFile('package.json', 'utf8')) as { engines: { node: string } };
    expect(engines.node).toBe(`>=${oldestNode}`);
  });

  it.each([
    ['20.18.1', 'ok'],
    ['20.18.10', 'ok'],
    ['20.20.0', 'ok'],
    ['22.0.0', 'ok'],
    ['100.0.0', 'ok'],
    ['20.18.0', 'wrong'],
    ['20.9.9', 'wrong'],
    ['18.20.8', 'wrong'],
    ['9.99.99', 'wrong'],
  ])('%s is %s', (nodeVersion, status) => {
    expect(checkNode({ nodeVersion, platform: 'linux' })).toMatchObject({ id: 'node', status });
  });
});
