/** A template compiled by the build (infra/build/templates.ts). */
declare module '*.njk' {
  export const template: import('./render.ts').Template;
}

declare module 'nunjucks/browser/nunjucks-slim.js' {
  export { default } from 'nunjucks';
}

/** Addresses of the built stylesheet, scripts and icon; the build writes them in. */
declare const ASSET_NAMES: { stylesheet: string; script: string; map: string; icon: string };
