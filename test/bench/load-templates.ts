import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { compileTemplate } from '../../infra/build/templates.ts';

/** Lets a program without a bundler import templates, as a build and the tests do. */
export function loadTemplates(): void {
  registerHooks({
    load: (url, context, next) =>
      url.endsWith('.njk') ? { format: 'module', source: compileTemplate(fileURLToPath(url)), shortCircuit: true } : next(url, context),
  });
  Object.assign(globalThis, { ASSET_NAMES: { stylesheet: '/assets/a.css', script: '/assets/a.js', icon: '/assets/a.svg' } });
}
