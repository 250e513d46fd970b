import { parseArgs } from 'node:util';

const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 24) {
  process.stderr.write(
    `The front door needs Node 24 and this is ${process.version}. Run it with npm start, which brings its own; npm ci must run without --ignore-scripts.\n`,
  );
  process.exit(1);
}
// SQLite is in Node 24 and says at every start that it is experimental; other warnings are shown.
process.removeAllListeners('warning');
process.on('warning', (warning) => {
  if (!warning.message.startsWith('SQLite')) process.stderr.write(`${warning.stack}\n`);
});

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '3000' },
    data: { type: 'string', default: '.local' },
    fresh: { type: 'boolean', default: false },
    sample: { type: 'boolean', default: true },
    carrier: { type: 'string', default: 'sns' },
    baseline: { type: 'boolean', default: true },
    services: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
  allowNegative: true,
});

const { carrierNamed, startLocal } = await import('./runner.ts');
const { createProgressBar } = await import('./progress.ts');
const { sampleStaff } = await import('./staff.ts');
const progress = createProgressBar(process.stderr);
try {
  const { baseUrl, stop } = await startLocal({
    port: Number(values.port),
    dataDir: values.data,
    fresh: values.fresh,
    sample: values.sample,
    carrier: carrierNamed(values.carrier),
    baseline: values.baseline,
    verbose: values.verbose,
    ...(values.services === undefined ? {} : { services: values.services }),
    watch: true,
    progress,
  });
  const staff = sampleStaff.map(({ name, role }) => `    ${name.padEnd(15)} ${role}`).join('\n');
  process.stdout.write(`
  The front door is open.

  Residents   ${baseUrl}/
  Staff       ${baseUrl}/console
  Phones      ${baseUrl}/_local/phones
  API         ${baseUrl}/api/v1/openapi.json
  All else    ${baseUrl}/_local/

  Sign in at the console as one of (no password)
${staff}

  Data is kept in ${values.data}. Ctrl+C stops; npm start -- --fresh starts empty.
`);
  let stopping = false;
  const stopNow = () => {
    if (stopping) process.exit(1);
    stopping = true;
    void stop().finally(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stopNow);
  // npm starts a shell and the shell starts us; a SIGTERM to npm ends those two and never reaches here.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event) {
    setInterval(() => {
      if (process.ppid !== parent && !stopping) stopNow();
    }, 500).unref();
  }
} catch (error) {
  progress.end();
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
