import { type Answers, questionsOnPath } from '../../../shared/domain/answers.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import { answerLines } from '../../components/answer-text.ts';
import { applyWords as words } from '../../content/apply.ts';
import { shell } from '../../content/shell.ts';
import { type CouncilView, render } from '../../render.ts';
import { template } from './check.njk';
import { DRAFT_FIELD } from './draft-field.ts';

export type CheckView = { service: Service; answers: Answers; draftId: string };

/** Every question on the path with its answer, each with a link that changes it, and the one press that sends them. */
export function checkPage(council: CouncilView, { service, answers, draftId }: CheckView): string {
  const path = questionsOnPath(service, answers);
  return render(template, {
    title: `${words.checkTitle} – ${service.name}`,
    council,
    back: { text: shell.back, href: `/apply/${service.id}/${path.at(-1)?.id}` },
    caption: service.name,
    words,
    draft: { field: DRAFT_FIELD, id: draftId },
    rows: path.map((question) => ({
      label: question.label,
      lines: answerLines(question, answers[question.id]),
      change: `/apply/${service.id}/${question.id}?change=1`,
    })),
  });
}
