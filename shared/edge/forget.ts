import type { Catalogue } from '../domain/catalogue.ts';
import type { Keyring } from '../domain/keyring.ts';
import { createAskedFromStore } from '../store/asked-from-store.ts';
import { createErasureStore } from '../store/erasure-store.ts';
import { createHeldStore } from '../store/held-store.ts';
import { createLogStore } from '../store/log-store.ts';
import type { Table } from '../store/table.ts';
import { createBlankCase, createBlankPerson, type RemoveObjects } from '../use-cases/blank-case.ts';
import { createChangeCase } from '../use-cases/change-case.ts';
import { createChangePerson } from '../use-cases/change-person.ts';
import { createForget } from '../use-cases/forget.ts';

type ForgetParts = { table: Table; keyring: Keyring; catalogue: Catalogue; removeObjects: RemoveObjects; now: () => number };

/** The forgetting on any table, bucket and clock. */
export function wireForget({ table, keyring, catalogue, removeObjects, now }: ForgetParts) {
  const erasures = createErasureStore(table);
  const held = createHeldStore(table);
  const logs = createLogStore(table);
  const changeCase = createChangeCase({ logs, catalogue, now });
  const changePerson = createChangePerson({ logs, now });
  const blankCase = createBlankCase({ erasures, held, logs, changePerson, askedFrom: createAskedFromStore(table), removeObjects, keyring });
  const blankPerson = createBlankPerson({ erasures, logs, changePerson });
  return { forget: createForget({ erasures, held, logs, catalogue, changeCase, blankCase, blankPerson, keyring, now }) };
}
