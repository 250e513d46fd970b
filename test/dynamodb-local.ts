import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Runs the tests of the stores and use-cases on DynamoDB Local, Amazon's own engine, instead of the embedded table.
 * Needs Java; the engine comes inside an npm package, of which only the tarball is taken.
 */
const PACKAGE = 'amplify-dynamodb-simulator@2.9.30';
const root = fileURLToPath(new URL('..', import.meta.url));
const home = join(root, '.build/dynamodb-local');
const emulator = join(home, 'package/emulator');

if (!existsSync(join(emulator, 'DynamoDBLocal.jar'))) {
  mkdirSync(home, { recursive: true });
  execFileSync('npm', ['pack', PACKAGE, '--silent', '--pack-destination', home], { stdio: ['ignore', 'ignore', 'inherit'] });
  const tarball = readdirSync(home).find((name) => name.endsWith('.tgz'));
  execFileSync('tar', ['-xzf', join(home, tarball as string), '-C', home]);
}

const port = await new Promise<number>((resolve, reject) => {
  const probe = createServer().once('error', reject);
  probe.listen(0, '127.0.0.1', () => {
    const address = probe.address();
    probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
  });
});
const engine = spawn('java', ['-Djava.library.path=DynamoDBLocal_lib', '-jar', 'DynamoDBLocal.jar', '-inMemory', '-port', String(port)], {
  cwd: emulator,
  stdio: ['ignore', 'ignore', 'inherit'],
});
const endpoint = `http://127.0.0.1:${port}`;
const tests = spawn('vitest', ['run', '--project', 'integration', 'test/integration/store', 'test/integration/use-cases'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, DYNAMODB_ENDPOINT: await answering(endpoint) },
});
tests.once('exit', (code) => {
  engine.kill();
  process.exitCode = code ?? 1;
});

async function answering(url: string): Promise<string> {
  for (let tries = 0; tries < 150; tries++) {
    if (
      await fetch(url).then(
        () => true,
        () => false,
      )
    )
      return url;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  engine.kill();
  throw new Error('DynamoDB Local did not start');
}
