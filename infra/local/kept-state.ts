import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface KeptText {
  id: string;
  number: string;
  direction: 'out' | 'in';
  body: string;
  /** ISO instant on the shifted clock. */
  at: string;
}

/** A line of a log that has not been handed to its subscribers yet. `at` is epoch milliseconds on the shifted clock. */
export interface KeptLine {
  position: number;
  logGroup: string;
  at: number;
  message: string;
}

/** The small things the runner keeps between runs: texts, secrets, the clock's offset. Durable at the end of each call. */
export interface KeptState {
  get<T>(key: string): T | undefined;
  set(key: string, value: unknown): void;
  /** The kept value, or the one `make` gives, kept from then on. */
  getOrMake<T>(key: string, make: () => T): T;
  addText(text: KeptText): void;
  /** Of one number, or of all; `after` leaves out so many of the first. */
  texts(number?: string, after?: number): KeptText[];
  addLine(line: Omit<KeptLine, 'position'>): void;
  /** The oldest lines, so many at most. */
  lines(limit: number): KeptLine[];
  dropLines(positions: number[]): void;
  close(): void;
}

/** Another process is running on the same data. */
export class DataInUseError extends Error {
  constructor(directory: string) {
    super(`Another front door is already running on the data in ${directory}. Stop it first, or give this one --data DIR of its own.`);
  }
}

/**
 * Opens what is kept in a folder, making it when it is not there. The file is held locked by the operating system while
 * this process lives, whatever ends it, so that no second process runs on the same data.
 * @param fresh empties the folder first, once the lock is held
 * @throws DataInUseError
 */
export function openKeptState(directory: string, { fresh = false } = {}): KeptState {
  mkdirSync(directory, { recursive: true });
  const database = new DatabaseSync(join(directory, 'runner.sqlite'));
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; BEGIN EXCLUSIVE; COMMIT');
  } catch {
    database.close();
    throw new DataInUseError(directory);
  }
  if (fresh) {
    database.exec('DROP TABLE IF EXISTS kept; DROP TABLE IF EXISTS texts; DROP TABLE IF EXISTS lines');
    for (const part of ['table', 'messages', 'objects', 'logs']) rmSync(join(directory, part), { recursive: true, force: true });
  }
  database.exec(`
    CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, value TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS texts (position INTEGER PRIMARY KEY, id TEXT, number TEXT, direction TEXT, body TEXT, at TEXT);
    CREATE TABLE IF NOT EXISTS lines (position INTEGER PRIMARY KEY, logGroup TEXT, at INTEGER, message TEXT);
    CREATE INDEX IF NOT EXISTS texts_number ON texts (number)`);
  const read = database.prepare('SELECT value FROM kept WHERE key = ?');
  const write = database.prepare('INSERT OR REPLACE INTO kept (key, value) VALUES (?, ?)');
  const insert = database.prepare('INSERT INTO texts (id, number, direction, body, at) VALUES (?, ?, ?, ?, ?)');
  const columns = 'SELECT id, number, direction, body, at FROM texts';
  const later = database.prepare(`${columns} WHERE position > ? ORDER BY position`);
  const ofNumber = database.prepare(`${columns} WHERE number = ? ORDER BY position`);

  const insertLine = database.prepare('INSERT INTO lines (logGroup, at, message) VALUES (?, ?, ?)');
  const oldestLines = database.prepare('SELECT position, logGroup, at, message FROM lines ORDER BY position LIMIT ?');
  const dropLine = database.prepare('DELETE FROM lines WHERE position = ?');

  const get = <T>(key: string): T | undefined => {
    const row = read.get(key);
    return row ? (JSON.parse(String(row.value)) as T) : undefined;
  };
  const set = (key: string, value: unknown): void => {
    write.run(key, JSON.stringify(value));
  };
  return {
    get,
    set,
    getOrMake: (key, make) => {
      const kept = get<ReturnType<typeof make>>(key);
      if (kept !== undefined) return kept;
      const made = make();
      set(key, made);
      return made;
    },
    addText: ({ id, number, direction, body, at }) => void insert.run(id, number, direction, body, at),
    texts: (number, after = 0) =>
      (number !== undefined ? ofNumber.all(number).slice(after) : later.all(after)).map((row) => ({ ...row }) as unknown as KeptText),
    addLine: ({ logGroup, at, message }) => void insertLine.run(logGroup, at, message),
    lines: (limit) => oldestLines.all(limit).map((row) => ({ ...row }) as unknown as KeptLine),
    dropLines: (positions) => {
      for (const position of positions) dropLine.run(position);
    },
    close: () => database.close(),
  };
}
