import type { Answer } from '../domain/answers.ts';
import { MAX_ITEM_BYTES } from '../domain/commit.ts';
import { DRAFT_DAYS, type Draft, draftSchema } from '../domain/draft.ts';
import { draftKey } from './keys.ts';
import type { Item, Table } from './table.ts';

export type DraftStore = ReturnType<typeof createDraftStore>;
export type DraftPlace = { sessionHash: string; service: string };

const DAY_SECONDS = 86_400;
/** How long a draft stays after it was sent: for the confirmation page and the back button. */
const SENT_DAYS = 1;
const ANSWER = 'answer_';

/** Keeps drafts: one item for each service and cookie, one attribute for each answer, so that an answer is one update. */
export function createDraftStore(table: Table) {
  return {
    /** One read. Undefined when there is none, or it has expired. */
    async load(place: DraftPlace, nowMs: number): Promise<Draft | undefined> {
      const item = await table.get(draftKey(place.sessionHash, place.service));
      const draft = item && toDraft(item);
      return draft && draft.expiresAt > nowMs / 1000 ? draft : undefined;
    },
    /**
     * Keeps one answer (undefined takes it away) and returns the draft with it: one update.
     * `sent` when the draft was already sent, `too-large` when it would pass the limit: then nothing is kept.
     */
    async save(
      place: DraftPlace,
      newId: string,
      questionId: string,
      answer: Answer | undefined,
      nowMs: number,
    ): Promise<Draft | 'sent' | 'too-large'> {
      const key = draftKey(place.sessionHash, place.service);
      const expiresAt = Math.floor(nowMs / 1000) + DRAFT_DAYS * DAY_SECONDS;
      if (answer !== undefined && byteLength(answer) > MAX_ITEM_BYTES) return 'too-large';
      const name = attributeOf(questionId);
      const item = await table.update(key, {
        expression: `SET #id = if_not_exists(#id, :newId), #expiresAt = :expiresAt${answer === undefined ? '' : `, #${name} = :answer`}${answer === undefined ? ` REMOVE #${name}` : ''}`,
        // An item past its time that DynamoDB has not yet taken away is another draft: its answers must not come back.
        condition: 'attribute_not_exists(#sentAs) AND (attribute_not_exists(#expiresAt) OR #expiresAt > :now)',
        values: { newId, expiresAt, now: Math.floor(nowMs / 1000), ...(answer === undefined ? {} : { answer }) },
      });
      if (item === 'refused') return 'sent';
      const draft = toDraft(item);
      if (byteLength(draft.answers) <= MAX_ITEM_BYTES) return draft;
      await table.update(key, { expression: `REMOVE #${name}` });
      return 'too-large';
    },
    /** Begins anew in place of a draft that was sent or has expired, or of none. One put. */
    async begin(place: DraftPlace, draft: Omit<Draft, 'expiresAt'>, nowMs: number): Promise<Draft> {
      const { answers, ...rest } = draft;
      const expiresAt = Math.floor(nowMs / 1000) + DRAFT_DAYS * DAY_SECONDS;
      const kept = Object.fromEntries(Object.entries(answers).map(([id, answer]) => [attributeOf(id), answer]));
      await table.put({ ...draftKey(place.sessionHash, place.service), ...rest, ...kept, expiresAt });
      return { ...draft, expiresAt };
    },
    /** Notes what a draft was sent as, and lets it go a day later. */
    async markSent(place: DraftPlace, draftId: string, reference: string, nowMs: number): Promise<void> {
      await table.update(draftKey(place.sessionHash, place.service), {
        expression: 'SET #sentAs = :reference, #expiresAt = :expiresAt',
        condition: '#id = :draftId',
        values: { reference, draftId, expiresAt: Math.floor(nowMs / 1000) + SENT_DAYS * DAY_SECONDS },
      });
    },
  };
}

const byteLength = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
/** Placeholders take no dashes: `full-name` is kept as `answer_full_name`. Question ids have dashes and no underscores. */
const attributeOf = (questionId: string) => ANSWER + questionId.replaceAll('-', '_');

function toDraft(item: Item): Draft {
  const answers = Object.fromEntries(
    Object.entries(item).flatMap(([name, value]) =>
      name.startsWith(ANSWER) ? [[name.slice(ANSWER.length).replaceAll('_', '-'), value]] : [],
    ),
  );
  return draftSchema.parse({ ...item, answers });
}
