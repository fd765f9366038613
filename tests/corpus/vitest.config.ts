import { defineConfig } from 'vitest/config';

/** `npm run evaluate`: the whole machine-made corpus, which takes minutes and so stands apart from the tests. */
export default defineConfig({
  test: { include: ['tests/corpus/*.measure.ts'], testTimeout: 3_600_000, hookTimeout: 3_600_000 },
});
