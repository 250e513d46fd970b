import type { Service } from './catalogue.ts';
import { questionsIn } from './condition.ts';

/** Words that say nothing of what a service is about. */
const PLAIN = ['about', 'after', 'apply', 'help', 'report', 'someone', 'tell', 'that', 'this', 'with', 'your'];

/** What is wrong with where a service's answers lead away, and with one that nobody may see was asked for. */
export function endingFaults(service: Service): string[] {
  const { endings, questions } = service;
  const [ids, asked] = [endings.map(({ id }) => id), questions.map(({ id }) => id)];
  return [
    ...ids.filter((id, index) => ids.indexOf(id) < index).map((id) => `two endings are called ${id}`),
    ...endings.flatMap(({ id, when }) =>
      questionsIn(when)
        .filter((question) => !asked.includes(question))
        .map((question) => `the ending ${id} depends on ${question}, which is not asked`),
    ),
    ...(service.sensitive ? sensitiveFaults(service) : []),
  ];
}

/** Whoever picks up the phone of somebody who asked must not learn of it: no text says what it was about, and none asks to rate it. */
function sensitiveFaults({ name, shortName, stages, fastTrack, asking }: Service): string[] {
  const telling =
    name
      .toLowerCase()
      .match(/\p{L}{4,}/gu)
      ?.filter((word) => !PLAIN.includes(word)) ?? [];
  const texts = [...stages.map(({ id, text }) => [id, text]), ...Object.entries(fastTrack?.texts ?? {})] as [string, string | undefined][];
  const tells = (said = '') => telling.find((word) => said.toLowerCase().includes(word));
  return [
    ...(asking.ends === 'never' ? [] : ['it is sensitive, and asks people to rate it']),
    ...(tells(shortName) ? [`it is sensitive, and its short name says “${tells(shortName)}”`] : []),
    ...texts.filter(([, text]) => tells(text)).map(([id, text]) => `it is sensitive, and the text of ${id} says “${tells(text)}”`),
  ];
}
