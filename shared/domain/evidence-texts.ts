import { formatDayMonth } from './calendar.ts';
import type { Case, CaseCommit } from './case.ts';
import type { Service } from './catalogue.ts';
import { isOutstanding, isWaiting, thingsSaid } from './evidence.ts';
import { isQuiet } from './imported.ts';
import { phraseIn } from './language.ts';
import { formatReference } from './reference.ts';
import { remindersFor } from './reminders.ts';
import type { TextDue } from './text.ts';
import { renderText } from './text-template.ts';
import { linkIn, type TextSettings, textDue } from './texts-due.ts';
import { sayOf, translateService } from './translate-service.ts';

const AGAIN = '{council}: for {reference} please resend {instruction} by {date}. Why: {link}';
const NEW_DATE = '{council}: for {reference} you have until {date} to send what we need. What: {link}';
const REMINDER = '{council}: for {reference} we still need {instruction} by {date}. How: {link}';
const REMINDER_OF_SEVERAL = '{council}: for {reference} we still need things from you by {date}. What: {link}';
/** The texts about evidence besides that of the stage, for the preview and the check of texts. */
export const evidenceTemplates = {
  'evidence-again': AGAIN,
  'evidence-date': NEW_DATE,
  reminder: REMINDER,
  'reminder-of-several': REMINDER_OF_SEVERAL,
};

/**
 * The texts about evidence that a commit calls for besides that of its stage: what must be sent again, another date, and the
 * reminders of the date it set. Reminders wait for their time, and are not sent once there is nothing to remind of. On a fast
 * track nobody is reminded: an officer is told when the date has passed, and calls.
 * @param state the case after this commit
 */
export function textsOfEvidence(offered: Service, state: Case, commit: CaseCommit, { council, baseUrl }: TextSettings): TextDue[] {
  const service = translateService(offered, state.language);
  const { language } = service;
  const { mobile: to, evidence } = state;
  if (!to || !isWaiting(evidence) || evidence.planned !== commit.sequence) return [];
  const left = evidence.items.filter(isOutstanding).map(({ instruction }) => sayOf(service, instruction));
  const again = commit.events.flatMap((event) => (event.type === 'itemRejected' ? [event.item] : []));
  const write = (template: string, instruction: string) =>
    renderText(phraseIn(language, template), {
      council: council.shortName,
      reference: formatReference(state.reference),
      instruction,
      date: formatDayMonth(evidence.by, language),
      link: linkIn(language, `${baseUrl}/case/${state.reference}`),
    });
  const now = (purpose: string, body: string) => [textDue(commit, purpose, { to, body }, { service: service.id })];
  const said = thingsSaid(
    evidence.items.filter(({ id }) => again.includes(id)).map(({ instruction }) => sayOf(service, instruction)),
    language,
  );
  const told =
    again.length > 0
      ? now('evidence-again', write(AGAIN, said))
      : commit.events.some((event) => event.type === 'evidenceDateChanged')
        ? now('evidence-date', write(NEW_DATE, ''))
        : [];
  if (state.fastTrack || isQuiet(commit)) return told;
  const body = left.length > 1 ? write(REMINDER_OF_SEVERAL, '') : write(REMINDER, thingsSaid(left, language));
  const reminders = remindersFor(evidence).map(({ purpose, at }) => {
    return { ...textDue(commit, purpose, { to, body }, { service: service.id, urgency: 'bulk' }), dueAt: at };
  });
  return [...told, ...reminders];
}
