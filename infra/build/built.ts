import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the build puts what it makes: a folder per function, the web's assets, and what is known of the services. */
export interface Built {
  functions: string;
  assets: string;
  catalogue: string;
}

const root = fileURLToPath(new URL('../../', import.meta.url));

/** In a folder as the build lays them out. */
export const builtIn = (folder: string): Built => ({
  functions: join(folder, 'functions'),
  assets: join(folder, 'assets'),
  catalogue: join(folder, 'catalogue'),
});

/** In the repository, unless a test says otherwise. */
export const built: Built = builtIn(join(root, '.build'));
