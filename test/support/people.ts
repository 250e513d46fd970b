import type { Answers } from '../../shared/domain/answers.ts';
import type { CaseCommand } from '../../shared/domain/decide-case.ts';
import type { PersonCommand } from '../../shared/domain/decide-person.ts';
import type { Reference } from '../../shared/domain/reference.ts';
import { wireTexts } from '../../shared/edge/texts.ts';
import { createCaseFileStore } from '../../shared/store/case-file-store.ts';
import { createLetterStore } from '../../shared/store/letter-store.ts';
import { createChangePerson, createLoadPerson } from '../../shared/use-cases/change-person.ts';
import { createListLetters, createPostLetters } from '../../shared/use-cases/post-letters.ts';
import { createSendText } from '../../shared/use-cases/send-text.ts';
import type { FrontDoor } from './front-door.ts';

export const OFFICER = { kind: 'staff', id: 'bryn', name: 'Bryn Davies' } as const;
export const JOAN = 'P8VZ82M';

export const claim: Answers = {
  situation: 'pensioner',
  'full-name': 'Joan Field',
  'date-of-birth': '1950-03-31',
  address: { line1: '12 Mill Lane', town: 'Northwick', postcode: 'NW1 4RP' },
  rent: '£120 a week',
  income: ['state-pension'],
  partner: 'no',
  mobile: { wanted: true, number: '+447700900123' },
  declaration: 'agreed',
};
export const byPost: Answers = { ...claim, mobile: { wanted: false } };

/** What a test of people and of letters does on a Front Door, each step projected as the stream would. */
export function createPeople(door: FrontDoor) {
  const { table, keyring, logs, catalogue } = door;
  const now = () => door.clock.ms;
  const published: { to: string; body: string }[] = [];
  const gateway = {
    async send({ to, body }: { to: string; body: string }) {
      published.push({ to, body });
      return { kind: 'accepted', messageId: `m-${published.length}` } as const;
    },
  };
  const parts = wireTexts({ table, keyring, now });
  const sendText = createSendText({ ...parts, gateway, luck: () => 1 });
  const changePerson = createChangePerson({ logs, now });
  const caseFiles = createCaseFileStore(table);
  const letters = createLetterStore(table);
  const loadPerson = createLoadPerson({ logs });
  const { factStore } = door;

  const open = async (answers: Answers = claim, service = 'housing-benefit'): Promise<Reference> => {
    const found = catalogue.get(service);
    if (!found) throw new Error(service);
    const outcome = await door.openCase(found, {
      draftId: crypto.randomUUID(),
      answers,
      channel: 'web',
      assisted: false,
      by: { kind: 'resident' },
    });
    if (outcome.kind !== 'opened') throw new Error(outcome.kind);
    await door.projectCommit({ kind: 'case', id: outcome.reference }, 1);
    return outcome.reference;
  };
  const change = async (reference: Reference, command: CaseCommand): Promise<void> => {
    const outcome = await door.changeCase(reference, command, OFFICER);
    if (outcome.kind !== 'changed') throw new Error(JSON.stringify(outcome));
    await door.projectCommit({ kind: 'case', id: reference }, outcome.state.sequence);
    if (command.type === 'tiePerson' || command.type === 'untiePerson') await projectLast(JOAN);
  };
  const projectLast = async (id: string): Promise<void> => {
    const person = await loadPerson(id);
    if (person) await door.projectCommit({ kind: 'person', id }, person.sequence);
  };
  const onPerson = async (command: PersonCommand, id = JOAN): Promise<void> => {
    const outcome = await changePerson(id, command, OFFICER);
    if (outcome.kind !== 'changed') throw new Error(JSON.stringify(outcome));
    await projectLast(id);
  };
  return {
    ...parts,
    published,
    sendText,
    changePerson,
    loadPerson,
    caseFiles,
    letterStore: letters,
    listLetters: createListLetters({ letters }),
    postLetters: createPostLetters({ letters, caseFiles, factStore, loadPerson, catalogue, now }),
    open,
    change,
    onPerson,
    confirm: () => onPerson({ type: 'confirm', name: 'Joan Field', dateOfBirth: '1950-03-31', how: 'papers' }),
    tie: (reference: Reference) => change(reference, { type: 'tiePerson', person: JOAN }),
    dies: () => onPerson({ type: 'recordDeath', toldBy: 'family', officer: { id: 'bryn', name: 'Bryn Davies' } }),
    livesAfterAll: () => onPerson({ type: 'undoDeath', note: 'It was her neighbour' }),
    /** Sends every text that was put on the queue since the last time, as the queue's function does. */
    sendQueued: async () => {
      for (const key of door.queued.splice(0)) await sendText(key);
    },
    textsOf: async (reference: Reference) => (await caseFiles(reference)).texts,
    lettersOf: async (reference: Reference) => (await caseFiles(reference)).letters,
    tasksOf: async (reference: Reference) => (await caseFiles(reference)).tasks,
  };
}
export type People = ReturnType<typeof createPeople>;
