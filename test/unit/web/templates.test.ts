import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { compileTemplate } from '../../../infra/build/templates.ts';

const page = (name: string) => fileURLToPath(new URL(`./pages/${name}`, import.meta.url));

it('imports just the templates that a page names, each under its full name', () => {
  const code = compileTemplate(page('plain.njk'));
  expect(code).toContain('web/layouts/page.njk"');
  expect(code).toContain('env.getTemplate("govuk/components/button/macro.njk"');
  expect(code).not.toContain('radios');
});

it('refuses a template whose name is worked out at run time', () => {
  expect(() => compileTemplate(page('chosen.njk'))).toThrow('pages/chosen.njk uses a template whose name is not written out');
});
