import type { Service } from '../../../shared/domain/catalogue.ts';
import type { Question } from '../../../shared/domain/question.ts';
import { typedLines } from '../../components/answer-text.ts';
import type { Form } from '../../components/question-form.ts';
import { serviceTitle } from '../../components/service-title.ts';
import { applyWords } from '../../content/apply.ts';
import { fill } from '../../content/fill.ts';
import { ofService } from '../../language.ts';
import { type CouncilView, render } from '../../render.ts';
import { template } from './not-kept.njk';

const words = applyWords.notKept;

export type NotKeptView = {
  service: Service;
  /** Its draft is gone, or another is open in its place. */
  why: 'expired' | 'other-form';
  /** Of a question's page: what was asked and typed, shown so that it can be copied. */
  question?: Question;
  form?: Form;
};

/** In place of an answer that went with a form no longer open: nothing of it was kept, and nothing typed is lost. */
export const notKeptPage = ofService((council: CouncilView, { service, why, question, form }: NotKeptView): string => {
  const { title, says, link } = words[why];
  const typed = question && form ? typedLines(question, form) : [];
  return render(template, {
    ...serviceTitle(service, title),
    council,
    heading: title,
    caption: service.name,
    says,
    typed: question && typed.length > 0 ? { title: words.typed, label: question.label, lines: typed } : undefined,
    link: { text: link, href: why === 'expired' ? `/services/${service.id}` : `/apply/${service.id}/check` },
    call: fill(words.call, { phone: council.phone }),
  });
});
