import { defineConfig } from 'vitest/config';
import { nunjucksVitePlugin } from './infra/build/templates.ts';

/** Node by Node: what is pure, what runs on the embedded table, what is synthesised, what a browser sees. */
const project = (name: string, rest: object = {}) => ({
  plugins: [nunjucksVitePlugin()],
  test: { name, include: [`test/${name}/**/*.test.ts`], testTimeout: 20_000, hookTimeout: 60_000, ...rest },
});

export default defineConfig({
  test: {
    reporters: ['default', './test/support/closing-line.ts'],
    projects: [
      project('unit'),
      project('integration'),
      project('infra', { hookTimeout: 180_000, testTimeout: 120_000 }),
      // One whole Front Door at a time: each file starts its own, on two cores.
      project('browser', { fileParallelism: false, hookTimeout: 180_000, testTimeout: 180_000 }),
    ],
  },
});
