import { FEWEST, type MeasureData } from './measure-data.ts';

const owner = 'Contact centre manager';
/** A carrier took them. */
const LEFT = ['delivered', 'failed', 'unconfirmed'] as const;

export const texts: MeasureData[] = [
  ...(
    [
      ['texts-sent', 'Texts sent', '{value} texts were sent', 'Texts that a carrier took, whatever became of them then.', LEFT],
      [
        'texts-delivered',
        'Texts delivered',
        '{value} texts were delivered',
        'Texts that the network says are on their phone.',
        ['delivered'],
      ],
      [
        'texts-failed',
        'Texts that failed',
        '{value} texts failed',
        'Texts that no network took, or that it says did not arrive.',
        ['failed', 'refused'],
      ],
    ] as const
  ).map(
    ([id, title, says, definition, outcomes]): MeasureData => ({
      id,
      says,
      title,
      group: 'texts',
      definition,
      unit: 'count',
      digits: 0,
      target: null,
      owner,
      hiddenUnder: 0,
      figure: { kind: 'count', of: [{ type: 'text', outcomes: [...outcomes] }] },
    }),
  ),
  {
    id: 'texts-each',
    says: '{value} texts for each request',
    saysOne: '1 text for each request',
    title: 'Texts for each request of a service',
    group: 'texts',
    definition:
      'Texts that a carrier took, for each request opened in the quarter. Those about requests of quarters before count too, and so do answers to texts that came in.',
    unit: 'count',
    digits: 2,
    target: null,
    owner,
    hiddenUnder: FEWEST,
    figure: { kind: 'ratio', of: [{ type: 'text', outcomes: [...LEFT] }], all: [{ type: 'opened' }], per: 1 },
  },
  {
    id: 'reminders-sent',
    says: '{value} reminders were sent',
    saysOne: '1 reminder was sent',
    title: 'Reminders sent',
    group: 'texts',
    definition:
      'Texts that reminded people of what they had been asked for, before the date it was needed by. They are among the texts sent.',
    unit: 'count',
    digits: 0,
    target: null,
    owner,
    hiddenUnder: 0,
    figure: { kind: 'count', of: [{ type: 'reminder-sent' }] },
  },
  {
    id: 'reminders-saved',
    says: '{value} reminders were not needed, since everything had come before their time',
    saysOne: '1 reminder was not needed, since everything had come before its time',
    title: 'Reminders saved',
    group: 'texts',
    definition: 'Reminders that were planned and never sent, since all that had been asked for was in before their time.',
    unit: 'count',
    digits: 0,
    target: null,
    owner,
    hiddenUnder: 0,
    figure: { kind: 'count', of: [{ type: 'reminder-saved' }] },
  },
  {
    id: 'letters',
    says: '{value} letters were made',
    saysOne: '1 letter was made',
    title: 'Letters in place of texts',
    group: 'texts',
    definition: 'Letters made for people whom no text can reach: no mobile, a landline, a number that fails, or somebody who said STOP.',
    unit: 'count',
    digits: 0,
    target: null,
    owner,
    hiddenUnder: 0,
    figure: { kind: 'count', of: [{ type: 'letter' }] },
  },
];
