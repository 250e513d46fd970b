import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin as EsbuildPlugin } from 'esbuild';
import nunjucks from 'nunjucks';
import type { Plugin as VitePlugin } from 'vite';
import type { AssetNames } from './assets.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const require = createRequire(import.meta.url);

/** What stands before the first slash of a template's name, and the folder it means. Other names start at the repository. */
const packages: Record<string, string> = {
  govuk: resolve(dirname(require.resolve('govuk-frontend/package.json')), 'dist/govuk'),
  moj: resolve(dirname(require.resolve('@ministryofjustice/frontend/package.json')), 'moj'),
};

const environment = new nunjucks.Environment([], { autoescape: true, trimBlocks: true, lstripBlocks: true });
const reference = /(\{%-?\s*(?:extends|include|import|from)\s+)(["'])([^"']+)\2/g;
const anyReference = /\{%-?\s*(?:extends|include|import|from)\s/g;

/** The names of the built assets that a test sees; a build has hashes in them. */
const unhashedAssets: AssetNames = {
  stylesheet: '/assets/front-door.css',
  script: '/assets/front-door.js',
  map: '/assets/map.js',
  icon: '/assets/icon.svg',
};

function fileNamed(name: string, from: string): string {
  if (name.startsWith('.')) return resolve(dirname(from), name);
  const [first = '', ...rest] = name.split('/');
  const folder = packages[first];
  return folder ? resolve(folder, ...rest) : resolve(root, name);
}

function nameOf(file: string): string {
  for (const [prefix, folder] of Object.entries(packages)) {
    if (file.startsWith(folder + sep)) return `${prefix}/${relative(folder, file).split(sep).join('/')}`;
  }
  return relative(root, file).split(sep).join('/');
}

/**
 * What components of GOV.UK Frontend say by themselves, by the component, as their source has it: pages say it in their own
 * language, by the globals of `web/render.ts`.
 */
const ownWords: Record<string, readonly [string, string][]> = {
  'govuk/components/error-message/template.njk': [['default("Error")', 'default(say("Error"))']],
  'govuk/components/notification-banner/template.njk': [
    ['set title = "Success"', 'set title = say("Success")'],
    ['set title = "Important"', 'set title = say("Important")'],
  ],
  'govuk/components/character-count/template.njk': [
    [
      '"You can enter up to %{count} " + ("words" if countType == "words" else "characters")',
      'say("You can enter up to %{count} characters")',
    ],
    ['messages: params.charactersUnderLimitText', 'messages: countSaid("under")'],
    ['message: params.charactersAtLimitText', 'message: countSaid("at")'],
    ['messages: params.charactersOverLimitText', 'messages: countSaid("over")'],
  ],
};

/** A component's source with its own words asked for. Throws when a later release words them in another way. */
function inOurWords(name: string, source: string): string {
  return (ownWords[name] ?? []).reduce((text, [theirs, ours]) => {
    if (!text.includes(theirs)) throw new Error(`${name} does not say ${theirs}`);
    return text.replace(theirs, ours);
  }, source);
}

/**
 * Compiles one template to an ES module that exports `template`: its name, its compiled code and the templates it uses,
 * each an import of its own, so that a bundle holds just the templates its pages need.
 *
 * Names are resolved here and written into the compiled code in full, so nothing is looked up by path at run time.
 * Throws when a template is chosen by an expression, for then nobody can know what to bundle.
 */
export function compileTemplate(file: string): string {
  const uses: string[] = [];
  const source = inOurWords(nameOf(file), readFileSync(file, 'utf8'));
  const resolved = source.replace(reference, (_whole, tag: string, quote: string, name: string) => {
    const used = fileNamed(name, file);
    if (!uses.includes(used)) uses.push(used);
    return `${tag}${quote}${nameOf(used)}${quote}`;
  });
  if ((source.match(anyReference) ?? []).length !== (source.match(reference) ?? []).length) {
    throw new Error(`${nameOf(file)} uses a template whose name is not written out`);
  }
  const compiled = nunjucks.precompileString(resolved, {
    name: nameOf(file),
    env: environment,
    wrapper: (templates) => `(function () {${(templates as unknown as [{ template: string }])[0].template}\n})()`,
  });
  const imports = uses.map((used, n) => `import { template as used${n} } from ${JSON.stringify(used)};`);
  const names = uses.map((_used, n) => `used${n}`).join(', ');
  return `${imports.join('\n')}
export const template = { name: ${JSON.stringify(nameOf(file))}, code: ${compiled}, uses: [${names}] };`;
}

/** For esbuild: lets a source file `import { template } from './page.njk'`, and fills in the names of the assets. */
export function nunjucksPlugin({ assetNames }: { assetNames: AssetNames }): EsbuildPlugin {
  return {
    name: 'nunjucks',
    setup(build) {
      build.initialOptions.define = { ...build.initialOptions.define, ASSET_NAMES: JSON.stringify(assetNames) };
      build.onLoad({ filter: /\.njk$/ }, ({ path }) => ({ contents: compileTemplate(path), loader: 'js', watchFiles: [path] }));
    },
  };
}

/** The same for vitest. */
export function nunjucksVitePlugin(): VitePlugin {
  return {
    name: 'nunjucks',
    enforce: 'pre',
    config: () => ({
      define: { ASSET_NAMES: JSON.stringify(unhashedAssets) },
      test: { server: { deps: { inline: [/\.njk$/] } } },
    }),
    load(id) {
      const file = id.split('?')[0] ?? id;
      return file.endsWith('.njk') ? { code: compileTemplate(file), map: null } : null;
    },
  };
}
