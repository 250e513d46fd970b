import type { Service } from '../../../shared/domain/catalogue.ts';
import { formatPence } from '../../../shared/domain/payment.ts';
import type { Promised } from '../../../shared/domain/promise.ts';
import { serviceTitle } from '../../components/service-title.ts';
import { payWords } from '../../content/pay.ts';
import { promiseWords, serviceWords as words } from '../../content/start.ts';
import { speakAs } from '../../language.ts';
import { type CouncilView, render } from '../../render.ts';
import { promiseView } from './promise-view.ts';
import { template } from './service.njk';

/** What a service does, what it takes, what it promises and how it is doing, and the button that begins it. */
export function servicePage(council: CouncilView, service: Service, about: { promised: Promised | undefined; today: string }): string {
  return speakAs(service, () => pageOf(council, service, about));
}

function pageOf(council: CouncilView, service: Service, { promised, today }: { promised: Promised | undefined; today: string }): string {
  return render(template, {
    ...serviceTitle(service),
    heading: service.name,
    council,
    back: { text: words.back, href: '/' },
    words,
    about: service.about,
    cost: service.payment && { title: payWords.costTitle, lines: priceLines(service, service.payment), after: payWords.costThen },
    start: `/apply/${service.id}/${service.questions[0]?.id}`,
    promise: promised && { ...promiseWords, lines: promiseView(promised, today), href: '/performance' },
  });
}

/** One price, or one for each answer that it goes by. */
function priceLines({ questions }: Service, { pence, for: what }: NonNullable<Service['payment']>): string[] {
  if (typeof pence === 'number') return [`${what}: ${formatPence(pence)}`];
  const question = questions.find(({ id }) => id === pence.question);
  const options = question && 'options' in question ? question.options : [];
  return options.map(({ value, text }) => `${text}: ${formatPence(pence.prices[value] ?? 0)}`);
}
