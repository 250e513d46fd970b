import type { Answer } from '../domain/answers.ts';
import { MAX_ITEM_BYTES } from '../domain/commit.ts';
import { type Assisted, DRAFT_IDLE_SECONDS, type Draft, draftSchema } from '../domain/draft.ts';
import { draftKey } from './keys.ts';
import type { Item, Table } from './table.ts';

export type DraftStore = ReturnType<typeof createDraftStore>;
export type DraftPlace = { sessionHash: string; service: string };
/** The draft that an answer belongs to: the one of that id, none yet, or whichever is there. */
export type DraftExpected = { id: string } | 'none' | 'any';
export type DraftChange = {
  questionId: string;
  /** Undefined takes the answer away. */
  answer: Answer | undefined;
  expected: DraftExpected;
  /** What a draft that this answer begins is called, and who fills it. */
  begins: { id: string; assisted?: Assisted | undefined };
};

const ANSWER = 'answer_';

/** Keeps drafts: one item for each service and session, one attribute for each answer, so that an answer is one update. */
export function createDraftStore(table: Table) {
  return {
    /** One read. Undefined when there is none, or it has expired. */
    async load(place: DraftPlace, nowMs: number): Promise<Draft | undefined> {
      const item = await table.get(draftKey(place.sessionHash, place.service));
      const draft = item && toDraft(item);
      return draft && draft.expiresAt > nowMs / 1000 ? draft : undefined;
    },
    /**
     * Keeps one answer and returns the draft with it: one update. `refused` when the draft is not the one expected, was
     * sent or has expired; `too-large` when it would pass the limit: then the answer before it is kept.
     */
    async save(place: DraftPlace, change: DraftChange, nowMs: number): Promise<Draft | 'refused' | 'too-large'> {
      const { questionId, answer } = change;
      if (answer !== undefined && byteLength(answer) > MAX_ITEM_BYTES) return 'too-large';
      const key = draftKey(place.sessionHash, place.service);
      const name = attributeOf(questionId);
      const expiresAt = expiry(nowMs);
      const { condition, set, values } = expectation(change, nowMs);
      const [setAnswer, remove] = answer === undefined ? [[], ` REMOVE #${name}`] : [[`#${name} = :answer`], ''];
      const before = await table.update(key, {
        expression: `SET ${[...set, '#expiresAt = :expiresAt', ...setAnswer].join(', ')}${remove}`,
        condition,
        values: { ...values, expiresAt, ...(answer === undefined ? {} : { answer }) },
        returns: 'old',
      });
      if (before === 'refused') return 'refused';
      const draft = toDraft({ ...change.begins, ...before, [name]: answer, expiresAt });
      if (byteLength(draft.answers) <= MAX_ITEM_BYTES) return draft;
      const previous = before[name];
      await table.update(key, {
        expression: previous === undefined ? `REMOVE #${name}` : `SET #${name} = :previous`,
        ...(previous === undefined ? {} : { values: { previous } }),
      });
      return 'too-large';
    },
    /** Begins a draft where there is none, or in place of one that was sent or has expired; `refused` over one that is still open. One put. */
    async begin(place: DraftPlace, draft: Omit<Draft, 'expiresAt'>, nowMs: number): Promise<Draft | 'refused'> {
      const { answers, ...rest } = draft;
      const expiresAt = expiry(nowMs);
      const kept = Object.fromEntries(Object.entries(answers).map(([id, answer]) => [attributeOf(id), answer]));
      const done = await table.put(
        { ...draftKey(place.sessionHash, place.service), ...rest, ...kept, expiresAt },
        {
          expression: 'attribute_not_exists(#pk) OR attribute_exists(#sentAs) OR #expiresAt <= :now',
          values: { now: Math.floor(nowMs / 1000) },
        },
      );
      return done === 'done' ? { ...draft, expiresAt } : 'refused';
    },
    /** Notes what a draft was sent as; it goes as soon as one that is left alone. */
    async markSent(place: DraftPlace, draftId: string, reference: string, nowMs: number): Promise<void> {
      await table.update(draftKey(place.sessionHash, place.service), {
        expression: 'SET #sentAs = :reference, #expiresAt = :expiresAt',
        condition: '#id = :draftId',
        values: { reference, draftId, expiresAt: expiry(nowMs) },
      });
    },
  };
}

/**
 * What must hold for an answer to be kept, and what it begins. An item past its time that DynamoDB has not yet taken
 * away is another draft: its answers must not come back.
 */
function expectation({ expected, begins }: DraftChange, nowMs: number): { condition: string; set: string[]; values: Item } {
  const now = Math.floor(nowMs / 1000);
  const { id, assisted } = begins;
  if (expected === 'none')
    return assisted
      ? { condition: 'attribute_not_exists(#pk)', set: ['#id = :id', '#assisted = :assisted'], values: { id, assisted } }
      : { condition: 'attribute_not_exists(#pk)', set: ['#id = :id'], values: { id } };
  const open = 'attribute_not_exists(#sentAs) AND #expiresAt > :now';
  if (expected === 'any')
    return { condition: `attribute_not_exists(#pk) OR (${open})`, set: ['#id = if_not_exists(#id, :id)'], values: { id, now } };
  return { condition: `#id = :id AND ${open}`, set: [], values: { id: expected.id, now } };
}

const expiry = (nowMs: number) => Math.floor(nowMs / 1000) + DRAFT_IDLE_SECONDS;
const byteLength = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
/** Placeholders take no dashes: `full-name` is kept as `answer_full_name`. Question ids have dashes and no underscores. */
const attributeOf = (questionId: string) => ANSWER + questionId.replaceAll('-', '_');

function toDraft(item: Item): Draft {
  const answers = Object.fromEntries(
    Object.entries(item).flatMap(([name, value]) =>
      name.startsWith(ANSWER) && value !== undefined ? [[name.slice(ANSWER.length).replaceAll('_', '-'), value]] : [],
    ),
  );
  return draftSchema.parse({ ...item, answers });
}
