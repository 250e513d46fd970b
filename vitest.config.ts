import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { nunjucksVitePlugin } from './infra/build/templates.ts';

/** Node by Node: what is pure, what runs on the embedded table, what is synthesised, what a browser sees. */
const project = (name: string, rest: object = {}) => ({
  plugins: [nunjucksVitePlugin()],
  test: { name, include: [`test/${name}/**/*.test.ts`], testTimeout: 20_000, hookTimeout: 60_000, ...rest },
});

/** Those that take a minute begin first, so that no worker is left with one of them at the end. A clean checkout knows sizes of files only. */
const LONG = /\/browser\/(story|pilot|walk|kill|places)/;
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => LONG.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

/** Told a second time, with scripts, only where everything is looked at: `npm run test:browser`. */
const second = process.env['AUDIT'] === 'all' ? [] : ['test/browser/{story,evidence}-with-script.test.ts'];

export default defineConfig({
  test: {
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    reporters: ['default', './test/support/closing-line.ts'],
    projects: [
      // Modules are loaded once for all files: none of them keeps anything, and loading them again takes as long as the tests.
      project('unit', { isolate: false }),
      project('integration', { isolate: false }),
      project('infra', { isolate: false, hookTimeout: 180_000, testTimeout: 120_000 }),
      // Each file starts a whole Front Door and a browser of its own: two at a time keep two cores busy.
      project('browser', { exclude: second, maxWorkers: 2, sequence: { groupOrder: 1 }, hookTimeout: 180_000, testTimeout: 180_000 }),
    ],
  },
});
