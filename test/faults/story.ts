import { catalogue } from '../../shared/catalogue/index.ts';
import type { Service } from '../../shared/domain/catalogue.ts';
import type { CaseCommand } from '../../shared/domain/decide-case.ts';
import type { Reference } from '../../shared/domain/reference.ts';
import { createHandsetStore } from '../../shared/store/handset-store.ts';
import { createLogStore } from '../../shared/store/log-store.ts';
import { createChangeCase } from '../../shared/use-cases/change-case.ts';
import { anOpening } from '../support/cases.ts';
import { binAnswers } from '../support/front-door.ts';
import type { FaultyFrontDoor } from './front-door.ts';
import type { Random } from './random.ts';
import type { Simulation } from './simulation.ts';

const HOUR = 3_600_000;
const NUMBERS = ['+447700900101', '+447700900102', '+447700900103'];

/** What people do in the hours of a run, at moments drawn from its seed: they ask, officers act, advisers log, one says STOP. */
export function tell(
  { table, keyring }: FaultyFrontDoor,
  { simulation, random, hours }: { simulation: Simulation; random: Random; hours: number },
) {
  const { now } = simulation;
  const service = catalogue.get('missed-bin') as Service;
  const logs = createLogStore(table);
  const changeCase = createChangeCase({ logs, catalogue, now });
  const handsets = createHandsetStore(table);
  const instant = () => new Date(now()).toISOString();
  const sometime = (from = 0) => from + random.between(0, hours * HOUR - from);
  const cases: Reference[] = [];
  const stoppedAt = new Map<string, number>();

  const change = (reference: Reference, command: CaseCommand) => void changeCase(reference, command, { kind: 'staff', id: 'officer' });
  for (let index = 0; index < 3; index++) {
    const reference = keyring.reference(`draft-${index}`, 0);
    const number = random.pick(NUMBERS);
    cases.push(reference);
    const opened = sometime();
    simulation.after(opened, () => {
      const answers = { ...binAnswers, mobile: { wanted: true, number } };
      void logs.append(anOpening(service, { answers, at: instant(), reference }));
    });
    // Now and then an officer acts before the first text has gone.
    const booked = opened + (random.chance(0.4) ? random.between(500, 20_000) : random.between(0, 2 * HOUR));
    const ended = booked + (random.chance(0.3) ? random.between(500, 20_000) : random.between(0, 3 * HOUR));
    if (random.chance(0.7)) simulation.after(booked, () => change(reference, { type: 'moveStage', stage: 'booked', basedOn: 1 }));
    if (random.chance(0.8)) {
      simulation.after(ended, () =>
        change(
          reference,
          random.chance(0.5) ? { type: 'complete', basedOn: 0 } : { type: 'close', reason: 'The bin was too heavy', basedOn: 0 },
        ),
      );
    }
    for (let lookup = 0; lookup < 2; lookup++) {
      simulation.after(sometime(opened), () => {
        const log = { kind: 'lookup', id: `lookup-${index}-${lookup}` } as const;
        const events = [{ type: 'asked', reference }];
        void logs.append({ log, sequence: 1, at: instant(), by: { kind: 'resident' }, events, personal: {} });
      });
    }
  }
  simulation.after(sometime(), () => {
    const log = { kind: 'contact', id: 'contact-1' } as const;
    const events = [{ type: 'logged', channel: 'telephone', service: 'missed-bin', outcome: 'answered' }];
    void logs.append({
      log,
      sequence: 1,
      at: instant(),
      by: { kind: 'staff', id: 'adviser' },
      events,
      personal: { mobile: random.pick(NUMBERS) },
    });
  });
  if (random.chance(0.25)) {
    const number = random.pick(NUMBERS);
    simulation.after(sometime(HOUR), () => {
      stoppedAt.set(number, now());
      void handsets.setStopped(keyring.handsetId(number), true, instant());
    });
  }
  return { cases, stoppedAt };
}
