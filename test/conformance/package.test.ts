import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

interface Entry {
  version?: string;
  integrity?: string;
  link?: boolean;
}

function packedFiles(): string[] {
  const options = { cwd: root, encoding: 'utf8' as const, maxBuffer: 2 ** 24 };
  const [{ files }] = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], options)) as [
    { files: { path: string }[] },
  ];
  return files.map(({ path }) => path);
}

describe('the package', () => {
  let packed: string[] = [];
  beforeAll(() => {
    packed = packedFiles();
  }, 120_000);

  it('is locked to packages that each have a digest, also for other platforms', () => {
    const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, Entry> };
    const others = Object.entries(packages).filter(([place, { link }]) => place !== '' && !link);
    expect(others.length).toBeGreaterThan(200);
    expect(others.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([place]) => place)).toEqual([]);
  });

  it('does not contain a code cache, a sandbox file or a .env file', () => {
    expect(packed).toContain('bin/load.js');
    expect(packed.filter((path) => /cache|(^|\/)sandbox\.json$|(^|\/)\.env/.test(path))).toEqual([]);
  });

  it('contains every page that its own pages link to', () => {
    const pages = packed.filter((path) => path.endsWith('.md'));
    const links = pages.flatMap((page) =>
      [...readFileSync(join(root, page), 'utf8').matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(
        ([, to = '']) => [page, normalize(join(dirname(page), to))] as const,
      ),
    );
    expect(links.length).toBeGreaterThan(30);
    const isThere = (to: string) => packed.some((path) => path === to || path.startsWith(`${to}/`));
    expect(links.filter(([, to]) => !isThere(to))).toEqual([]);
  });
});
