import type { Command, FrontDoorClient } from './front-door-client.ts';

/** Something that happens to a sample resident: so many days after their story begins. */
type Happening =
  | { after: number; does: 'add'; command: Command }
  | { after: number; does: 'reply'; body: string }
  | { after: number; does: 'look-up' };

/** One sample resident. Names and places are made up; numbers are Ofcom's for drama. */
export type Story = {
  daysAgo: number;
  number?: string;
  service: string;
  channel: string;
  answers: Record<string, unknown>;
  then: Happening[];
};

export type SampleContact = { daysAgo: number; channel: string; service: string; outcome: string; mobile?: string; reply?: string };

const add = (after: number, command: Command): Happening => ({ after, does: 'add', command });
const move = (after: number, stage: string) => add(after, { type: 'moveStage', stage });
const complete = (after: number) => add(after, { type: 'complete' });
const award = (after: number) => add(after, { type: 'decide', outcome: 'awarded' });
const awardPaid = (after: number, pounds: number, firstInDays: number) =>
  add(after, {
    type: 'decide',
    outcome: 'awarded',
    award: { amountPence: pounds * 100, per: 'week', firstPaymentOn: dateIn(firstInDays) },
  });
const lookAgain = (after: number, reason: string) => add(after, { type: 'reconsider', reason });
const refuse = (after: number, reason: string, reasons: string[] = []) =>
  add(after, { type: 'decide', outcome: 'refused', reason, reasons });
const reply = (after: number, body: string): Happening => ({ after, does: 'reply', body });
const lookUp = (after: number): Happening => ({ after, does: 'look-up' });

const home = (line1: string, postcode: string) => ({ line1, town: 'Northwick', postcode });
const texts = (number?: string) => (number ? { wanted: true, number } : { wanted: false });

function bin(daysAgo: number, number: string | undefined, line1: string, which: string, then: Happening[], channel = 'web'): Story {
  const missedOn = (offset: number) => new Date(Date.now() - offset * 86_400_000).toISOString().slice(0, 10);
  const answers = {
    'which-bin': which,
    ...(which === 'garden' ? { 'garden-paid': 'yes' } : {}),
    'missed-on': missedOn(daysAgo + 1),
    address: home(line1, 'NW1 4RP'),
    mobile: texts(number),
  };
  return { daysAgo, ...(number ? { number } : {}), service: 'missed-bin', channel, answers, then };
}

function claim(daysAgo: number, name: string, number: string | undefined, then: Happening[], channel = 'web'): Story {
  const answers = {
    situation: 'pensioner',
    'full-name': name,
    'date-of-birth': '1951-04-09',
    address: home('14 Canal Street', 'NW2 7AB'),
    rent: '£118 a week',
    income: ['state-pension'],
    partner: 'no',
    mobile: texts(number),
    declaration: 'agreed',
  };
  return { daysAgo, ...(number ? { number } : {}), service: 'housing-benefit', channel, answers, then };
}

function support(daysAgo: number, name: string, number: string | undefined, then: Happening[]): Story {
  const answers = {
    age: 'working-age',
    'full-name': name,
    'date-of-birth': '1983-06-17',
    address: home('22 Ferry Road', 'NW2 3HD'),
    income: ['wages'],
    savings: 'under-6000',
    'who-else': ['children'],
    mobile: texts(number),
    declaration: 'agreed',
  };
  return { daysAgo, ...(number ? { number } : {}), service: 'council-tax-support', channel: 'web', answers, then };
}

function badge(daysAgo: number, name: string, number: string | undefined, endOfLife: boolean, then: Happening[]): Story {
  const answers = {
    'full-name': name,
    'date-of-birth': '1947-11-30',
    address: home('3 Mill Lane', 'NW3 1QT'),
    'end-of-life': endOfLife ? 'yes' : 'no',
    ...(endOfLife ? {} : { benefit: ['none'], 'how-hard': 'She can walk about 30 metres and then must sit down.' }),
    mobile: texts(number),
    declaration: 'agreed',
  };
  return { daysAgo, ...(number ? { number } : {}), service: 'blue-badge', channel: 'web', answers, then };
}

export const stories: Story[] = [
  claim(54, 'Mair Evans', '07700 900101', [
    add(2, { type: 'askEvidence', instruction: 'bank statement for the last two months', by: dateIn(-40) }),
    lookUp(3),
    move(8, 'assessing'),
    awardPaid(12, 96, -39),
    complete(15),
    reply(15, '5 - so clear, thank you'),
  ]),
  claim(47, 'Tomasz Nowak', '07700 900102', [move(3, 'assessing'), lookUp(6), awardPaid(14, 104, -31), complete(16), reply(16, '4')]),
  claim(40, 'Grace Adeyemi', undefined, [move(4, 'assessing'), refuse(13, '', ['savings'])], 'telephone'),
  claim(33, 'Patrick Doyle', '07700 900103', [
    move(2, 'assessing'),
    refuse(11, 'You get Universal Credit, which pays your rent.', ['universal-credit']),
    reply(11, '2 did not say what to do next'),
    lookAgain(14, 'My Universal Credit ended in spring. I am over State Pension age now.'),
    awardPaid(19, 118, -9),
    complete(24),
  ]),
  claim(26, 'Sunita Patel', '07700 900104', [
    add(3, { type: 'askEvidence', items: ['letter that shows your pension', 'your last 2 payslips'], by: dateIn(4) }),
    lookUp(5),
  ]),
  claim(12, 'Owen Price', '07700 900105', [move(2, 'assessing')]),
  claim(2, 'Dorothy Hughes', '07700 900106', []),
  support(28, 'Gwen Lloyd', '07700 900107', [move(3, 'assessing'), awardPaid(9, 12, -14), complete(12), reply(12, '5')]),
  support(16, 'Abdi Warsame', '07700 900108', [move(4, 'assessing'), refuse(11, '', ['income'])]),
  support(3, 'Janet Hill', undefined, []),
  badge(50, 'Ivy Turner', '07700 900111', false, [move(5, 'assessing'), award(30), complete(34), reply(34, 'excellent')]),
  badge(20, 'Leonard Shaw', '07700 900112', false, [move(6, 'assessing')]),
  badge(9, 'Rose Kelly', '07700 900113', true, [award(1), complete(2), reply(3, '5')]),
  badge(1, 'Farid Hassan', '07700 900114', true, []),
  bin(45, '07700 900121', '2 Orchard Close', 'rubbish', [move(0, 'with-crew'), move(1, 'booked'), complete(2), reply(2, '5')]),
  bin(38, '07700 900122', '31 Station Road', 'recycling', [complete(1), reply(1, '4 quick')]),
  bin(30, undefined, '8 The Green', 'garden', [complete(2)], 'telephone'),
  bin(21, '07700 900123', '77 High Street', 'food', [move(1, 'booked'), complete(3), reply(3, '3')]),
  bin(14, '07700 900124', '5 Park View', 'rubbish', [
    add(1, { type: 'close', reason: 'The bin was out after the crew had been.' }),
    reply(1, '1 nobody came'),
  ]),
  bin(6, '07700 900125', '19 Bridge Street', 'recycling', [move(1, 'booked')]),
  bin(3, '07700 900126', '40 Chapel Lane', 'rubbish', [move(0, 'with-crew')]),
  bin(0, '07700 900127', '12 Meadow Way', 'rubbish', []),
];

export const contacts: SampleContact[] = [
  { daysAgo: 55, channel: 'telephone', service: 'housing-benefit', outcome: 'answered', mobile: '07700 900131', reply: '4' },
  { daysAgo: 51, channel: 'face-to-face', service: 'blue-badge', outcome: 'advice-given' },
  { daysAgo: 46, channel: 'telephone', service: 'missed-bin', outcome: 'answered' },
  { daysAgo: 44, channel: 'telephone', service: 'housing-benefit', outcome: 'passed-on' },
  { daysAgo: 39, channel: 'email', service: 'blue-badge', outcome: 'answered' },
  { daysAgo: 36, channel: 'telephone', service: 'missed-bin', outcome: 'answered', mobile: '07700 900132', reply: '5' },
  { daysAgo: 32, channel: 'telephone', service: 'housing-benefit', outcome: 'answered' },
  {
    daysAgo: 28,
    channel: 'face-to-face',
    service: 'housing-benefit',
    outcome: 'advice-given',
    mobile: '07700 900133',
    reply: '4 kind and patient',
  },
  { daysAgo: 25, channel: 'post', service: 'blue-badge', outcome: 'answered' },
  { daysAgo: 22, channel: 'telephone', service: 'missed-bin', outcome: 'cut-off' },
  { daysAgo: 19, channel: 'telephone', service: 'housing-benefit', outcome: 'answered', mobile: '07700 900134' },
  { daysAgo: 15, channel: 'social', service: 'missed-bin', outcome: 'answered' },
  { daysAgo: 11, channel: 'telephone', service: 'missed-bin', outcome: 'answered' },
  { daysAgo: 8, channel: 'web-chat', service: 'blue-badge', outcome: 'advice-given' },
  { daysAgo: 5, channel: 'telephone', service: 'housing-benefit', outcome: 'answered', mobile: '07700 900135', reply: '3' },
  { daysAgo: 1, channel: 'telephone', service: 'missed-bin', outcome: 'not-ours' },
];

/** What is still to happen, each with the day it happens on. */
export type Scheduled = { daysAgo: number; run: (door: FrontDoorClient) => Promise<void> };

/** Every story and contact as a list of happenings, oldest first; a happening of one story always follows the one before it. */
export function schedule(): Scheduled[] {
  const all = [...stories.flatMap(ofStory), ...contacts.flatMap(ofContact)];
  return all.sort((a, b) => b.daysAgo - a.daysAgo);
}

function ofStory(story: Story): Scheduled[] {
  let reference = '';
  const opening: Scheduled = {
    daysAgo: story.daysAgo,
    run: async (door) => {
      reference = await door.openCase(story.service, story.answers, story.channel);
    },
  };
  const rest = story.then.map((happening) => ({
    daysAgo: story.daysAgo - happening.after,
    run: async (door: FrontDoorClient) => {
      if (happening.does === 'add') return door.addToCase(reference, happening.command);
      await door.settle();
      if (happening.does === 'look-up') return door.lookUp(reference, story.number ?? '');
      return door.reply(story.number ?? '', happening.body);
    },
  }));
  return [opening, ...rest].filter(({ daysAgo }) => daysAgo >= 0);
}

function ofContact({ daysAgo, reply: said, ...contact }: SampleContact): Scheduled[] {
  const log: Scheduled = { daysAgo, run: (door) => door.logContact(contact) };
  if (!said || !contact.mobile) return [log];
  const { mobile } = contact;
  const answer: Scheduled = {
    daysAgo,
    run: async (door) => {
      await door.settle();
      await door.reply(mobile, said);
    },
  };
  return [log, answer];
}

/** The date so many days from today. */
function dateIn(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
