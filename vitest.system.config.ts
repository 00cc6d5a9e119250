import { defineConfig } from 'vitest/config';

/** Tests with real programs beside idv; `.ci/run` installs those. They use the built command. */
export default defineConfig({ test: { include: ['test/system/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000 } });
