import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';
import { bundledBrowser } from './browser-bundled.ts';

const ON_PATH = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ELSEWHERE = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
const LAUNCH_MS = 60_000;

/**
 * A browser for tests: the one CHROME_PATH names, else the system's Chrome or Chromium, else the one among the dev
 * dependencies, which needs no system package. Throws with each reason when none starts.
 */
export async function launchBrowser(): Promise<Browser> {
  const named = process.env['CHROME_PATH'];
  const candidates = named ? [named] : [...ON_PATH.flatMap(onPath), ...ELSEWHERE.filter(isProgram)];
  const failures: string[] = [];
  const attempt = async (name: string, options: () => Promise<LaunchOptions>): Promise<Browser | undefined> => {
    try {
      return await chromium.launch({ timeout: LAUNCH_MS, ...(await options()) });
    } catch (error) {
      failures.push(`${name}: ${reasonOf(error)}`);
      return undefined;
    }
  };
  for (const executablePath of candidates) {
    const browser = await attempt(executablePath, async () => ({ executablePath }));
    if (browser) return browser;
  }
  const bundled = named
    ? undefined
    : await attempt('@sparticuz/chromium', async () => {
        const { executablePath, env } = await bundledBrowser();
        return { executablePath, env: { ...process.env, ...env } as Record<string, string> };
      });
  if (bundled) return bundled;
  throw new Error(
    `No browser could be started for the browser tests. Install Chromium or Chrome, or set CHROME_PATH to one.\n\n${failures.join('\n\n')}`,
  );
}

/** What a failed start said, without the long line of what was started. */
function reasonOf(error: unknown): string {
  const lines = (error instanceof Error ? error.message : String(error)).split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '' && !/^(<launch|Browser logs:|Call log:)/.test(line)).join('\n');
}

function onPath(name: string): string[] {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .filter(isProgram)
    .slice(0, 1);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
