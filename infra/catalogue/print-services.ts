import { readServices } from './read-services.ts';

/** Prints, as JSON, the services of the folders that the command line names, and what is wrong with those that are refused. */
process.stdout.write(JSON.stringify(await readServices(process.argv.slice(2))));
