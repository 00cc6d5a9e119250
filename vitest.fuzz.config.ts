import { defineConfig } from 'vitest/config';

/** Half a million damaged inputs in all, by hand: `npm run fuzz`. */
const IDV_FUZZ_RUNS = process.env.IDV_FUZZ_RUNS ?? '70000';

export default defineConfig({
  test: { include: ['test/fuzz/**/*.test.ts'], env: { NO_COLOR: '', FORCE_COLOR: '', CI: '', IDV_FUZZ_RUNS } },
});
