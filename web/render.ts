import nunjucks from 'nunjucks/browser/nunjucks-slim.js';
import { isRightToLeft, type Language } from '../shared/domain/language.ts';
import { languageLinks } from './components/language-links.ts';
import type { MapSettings } from './components/map.ts';
import type { SessionView } from './components/session.ts';
import { countSaid } from './content/components.ts';
import { shell } from './content/shell.ts';
import { say, speak, spoken } from './language.ts';

/** A compiled template with those it uses; `import { template } from './page.njk'` gives one. */
export interface Template {
  name: string;
  code: object;
  uses: readonly Template[];
}

/** The council as its pages show it. */
export interface CouncilView {
  name: string;
  shortName: string;
  phone: string;
  email?: string;
  /** Where it is, and the map of it: `components/map.ts`. */
  map?: MapSettings | undefined;
}

export interface LinkView {
  text: string;
  href: string;
}

/** One line of the error summary: `href` is the field, such as `#mobile`. */
export interface ErrorView {
  text: string;
  href: string;
}

/** What web/layouts/page.njk shows around the content of every page. */
export interface PageView {
  /** The page's own title. The layout puts 'Error: ' before it when there are errors, and the council's name after. */
  title: string;
  council: CouncilView;
  back?: LinkView;
  errors?: readonly ErrorView[];
  /** Links under the header: `current` marks the page one is on. */
  navigation?: readonly (LinkView & { current?: boolean })[];
  /** More such links, which stay folded. */
  navigationMore?: { text: string; links: readonly (LinkView & { current?: boolean })[]; current: boolean };
  /** Who is signed in, and where the sign-out button posts to. */
  account?: { name: string; signOutHref: string };
  /** Full width, for tables and queues; otherwise content keeps to two thirds. */
  wide?: boolean;
  /** Where the council's name leads; the start page when absent. */
  home?: string;
  /** No footer links to residents' pages: the staff's pages. */
  staff?: boolean;
  /** Somebody may be in danger if they are seen here: the way to leave at once. */
  exit?: true;
  /** On a page that a session is needed for: that it ends, and what its warning says. */
  session?: SessionView;
}

const compiled = new Map<string, object>();

function keep(template: Template): void {
  if (compiled.has(template.name)) return;
  compiled.set(template.name, template.code);
  template.uses.forEach(keep);
}

const loader = {
  isRelative: () => false,
  getSource(name: string) {
    const obj = compiled.get(name);
    return obj ? { src: { type: 'code', obj }, path: name } : null;
  },
};
const environment = new nunjucks.Environment([loader as unknown as nunjucks.ILoader], { autoescape: true });
// What components of GOV.UK Frontend say by themselves: `infra/build/templates.ts` has them ask for it.
environment.addGlobal('say', say);
environment.addGlobal('countSaid', countSaid);
// A number or a reference among words that are written from right to left, whose parts would else change places.
environment.addFilter('bdi', (text: unknown) => (isRightToLeft(spoken().shell) ? apart(String(text)) : text));

/**
 * Renders a page to HTML. Every value is escaped unless a template says `safe`, and only templates handed text that is
 * ours may say so. Throws when a template was not compiled in.
 */
export function render<View extends PageView>(template: Template, view: View): string {
  keep(template);
  const { shell: language, content } = spoken();
  return environment.render(template.name, {
    ...view,
    shell: content === language ? shell : speak({ ...spoken(), content: language }, () => ({ ...shell })),
    errorWords: { prefix: shell.errorPrefix, title: shell.errorTitle },
    pageLanguage: { code: language, dir: directionOf(language), links: languageLinks() },
    mainLanguage: content === language ? undefined : { code: content, dir: directionOf(content) },
    assets: ASSET_NAMES,
  });
}

const directionOf = (language: Language): 'rtl' | 'ltr' => (isRightToLeft(language) ? 'rtl' : 'ltr');

const apart = (text: string) => new nunjucks.runtime.SafeString(`<bdi>${environment.getFilter('escape')(text)}</bdi>`);
