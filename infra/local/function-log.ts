import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';

export interface FunctionLog {
  /** What a function wrote to its output. */
  wrote(name: string, chunk: Buffer): void;
  failed(name: string, cause: string, error: { errorType: string; errorMessage: string; stack: string | undefined }): void;
  /** The runner's own word, said on the console unless quiet. */
  say(line: string): void;
  close(): void;
}

/** Keeps what functions write in a file each under `directory`; failures, and with `verbose` everything, are said on the console too. */
export function createFunctionLog(directory: string, { verbose = false, quiet = false } = {}): FunctionLog {
  mkdirSync(directory, { recursive: true });
  const files = new Map<string, WriteStream>();
  const write = (name: string, chunk: Buffer | string): void => {
    const file = files.get(name) ?? createWriteStream(join(directory, `${name}.log`), { flags: 'a' });
    files.set(name, file);
    file.write(chunk);
  };
  const say = (line: string): void => {
    if (!quiet) process.stderr.write(`${line}\n`);
  };
  return {
    say,
    wrote: (name, chunk) => {
      write(name, chunk);
      if (verbose) process.stderr.write(chunk);
    },
    failed: (name, cause, { errorType, errorMessage, stack }) => {
      write(name, `${JSON.stringify({ level: 'error', cause, errorType, errorMessage, stack })}\n`);
      say(`  ${name} failed (${cause}): ${errorType}: ${errorMessage}`);
    },
    close: () => {
      for (const file of files.values()) file.end();
    },
  };
}
