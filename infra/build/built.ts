import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the build puts what it makes: a folder per function, and the web's assets. */
export interface Built {
  functions: string;
  assets: string;
}

const root = fileURLToPath(new URL('../../', import.meta.url));

/** In the repository, unless a test says otherwise. */
export const built: Built = { functions: join(root, '.build/functions'), assets: join(root, '.build/assets') };
