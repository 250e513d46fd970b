import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A browser that came with `npm ci`, and the environment it must be started in. */
export type BundledBrowser = { executablePath: string; env: Record<string, string> };

const packageFolder = fileURLToPath(new URL('../../node_modules/@sparticuz/chromium/', import.meta.url));

/**
 * Unpacks the Chromium among the dev dependencies, with the libraries and fonts that a bare Linux lacks, into a folder of its
 * version and this user under the temporary folder; a second call finds it there. Several processes may do so at once: each
 * unpacks beside it, and the first to finish gives the folder its name.
 */
export async function bundledBrowser(): Promise<BundledBrowser> {
  const folder = join(tmpdir(), `front-door-chromium-${versionOf(packageFolder)}-${process.arch}-${userInfo().uid}`);
  if (!existsSync(folder)) {
    const making = mkdtempSync(`${folder}.making-`);
    try {
      await unpack(making);
      // The fonts' own configuration names /tmp/fonts: without one of ours no text would be drawn.
      mkdirSync(join(making, 'fontconfig'));
      writeFileSync(join(making, 'fontconfig', 'fonts.conf'), fontsConf(folder));
      renameSync(making, folder);
    } catch (error) {
      rmSync(making, { recursive: true, force: true });
      if (!existsSync(folder)) throw error;
    }
  }
  const libraries = [join(folder, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
  return {
    executablePath: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: join(folder, 'fontconfig'), HOME: process.env['HOME'] ?? folder },
  };
}

function versionOf(folder: string): string {
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
}

function unpack(folder: string): Promise<void> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./browser-unpack.ts', import.meta.url))], {
    env: { PATH: process.env['PATH'], TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += String(chunk);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`Chromium could not be unpacked into ${folder}\n${said}`))));
  });
}

function fontsConf(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}/fontconfig/cache</cachedir>
</fontconfig>
`;
}
