export interface Progress {
  /** Says what is being done now. `done` is from 0 to 1. */
  step(words: string, done: number): void;
  /** Takes the bar away. */
  end(): void;
}

export const noProgress: Progress = { step: () => undefined, end: () => undefined };

const WIDTH = 24;

/** A bar on one line of a terminal; on anything else, a line for each step. */
export function createProgressBar(stream: NodeJS.WriteStream): Progress {
  let last = '';
  return {
    step: (words, done) => {
      if (!stream.isTTY) {
        if (words !== last) stream.write(`${words}…\n`);
        last = words;
        return;
      }
      const filled = Math.round(Math.min(1, Math.max(0, done)) * WIDTH);
      stream.write(`\r\x1b[2K${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${words}…`);
    },
    end: () => {
      if (stream.isTTY) stream.write('\r\x1b[2K');
    },
  };
}
