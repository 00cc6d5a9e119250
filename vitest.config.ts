import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/system/**'],
    // A clean slate for every file: nothing of the machine that runs the tests may decide one.
    env: { NO_COLOR: '', FORCE_COLOR: '', CI: '' },
    testTimeout: 30_000,
    // The default leaves one core idle; on two cores the tests then take nearly twice as long.
    maxWorkers: '100%',
    sequence: { shuffle: true },
    reporters: ['default'],
  },
});
