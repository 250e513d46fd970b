import type { Catalogue } from '../domain/catalogue.ts';
import type { Keyring } from '../domain/keyring.ts';
import type { FactStore } from '../store/fact-store.ts';
import { createLetterStore } from '../store/letter-store.ts';
import type { LogStore } from '../store/log-store.ts';
import { createSummaryStore } from '../store/summary-store.ts';
import type { Table } from '../store/table.ts';
import { createTaskStore } from '../store/task-store.ts';
import { createChangePerson, createLoadPerson } from '../use-cases/change-person.ts';
import { createTendPeople } from '../use-cases/tend-people.ts';
import { createWriteLetter } from '../use-cases/write-letter.ts';

type Parts = { table: Table; logs: LogStore; factStore: FactStore; catalogue: Catalogue; keyring: Keyring; now: () => number };

/** What the projector needs of people and of letters to them. */
export function wirePeople({ table, logs, factStore, catalogue, keyring, now }: Parts) {
  const letterStore = createLetterStore(table);
  const loadPerson = createLoadPerson({ logs });
  const changePerson = createChangePerson({ logs, now });
  const beside = { catalogue, logs, loadPerson, letters: letterStore, factStore };
  return {
    loadPerson,
    people: createTendPeople({ ...beside, changePerson, summaries: createSummaryStore(table), tasks: createTaskStore(table) }),
    letters: createWriteLetter({ ...beside, keyring }),
  };
}
