export { createCatalogue } from './create-catalogue.ts';
export { catalogue } from './discovered.ts';
