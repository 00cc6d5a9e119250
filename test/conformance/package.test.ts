import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

interface Entry {
  version?: string;
  integrity?: string;
  link?: boolean;
}

describe('the package', () => {
  it('is made of packages with a digest each, those of other platforms too', () => {
    const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, Entry> };
    const others = Object.entries(packages).filter(([place, { link }]) => place !== '' && !link);
    expect(others.length).toBeGreaterThan(200);
    expect(others.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([place]) => place)).toEqual([]);
  });

  it('holds no code cache of the machine that packed it', { timeout: 120_000 }, () => {
    const listed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [{ files }] = JSON.parse(listed) as [{ files: { path: string }[] }];
    const paths = files.map(({ path }) => path);
    expect(paths).toContain('bin/load.js');
    expect(paths.filter((path) => /cache|sandbox\.json|\.env/.test(path))).toEqual([]);
  });
});
