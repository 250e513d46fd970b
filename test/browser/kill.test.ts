import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { quarterOf, quarterSlug } from '../../shared/domain/quarter.ts';
import { createKillable, seeded } from '../support/browser-killable.ts';
import { answerBin, createVisitor, onCase, sendBin, type Visitor } from '../support/browser-visitor.ts';

/** How often it is killed: 3 takes half a minute, KILLS=20 a few. SEED repeats a run. */
const KILLS = Number(process.env['KILLS'] ?? 3);
const SEED = Number(process.env['SEED'] ?? 4711);
/** Residents who come between two kills, and how long after the first of them the kill may be. */
const RESIDENTS = 8;
const LONGEST_MS = 2_500;
const START_AND_SETTLE_MS = 30_000;

const folder = mkdtempSync(join(tmpdir(), 'front-door-killed-'));
const killable = createKillable(join(folder, 'data'));
afterAll(async () => {
  await killable.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** One resident's story. What has no answer yet is done again after the restart, as people do: each step until it is confirmed. */
type Story = { number: string; visitor: Visitor; answered?: true; reference?: string; booked?: true; emptied?: true; replied?: true };

type Door = Awaited<ReturnType<typeof killable.start>>;

async function goOn(story: Story, officer: Visitor, door: Door): Promise<void> {
  if (!story.answered) await answerBin(story.visitor, story.number);
  // From here on the form is only sent again: an answer to its first question would begin another report.
  story.answered = true;
  story.reference ??= await sendBin(story.visitor);
  for (const [step, fields] of [
    ['booked', { do: 'move-stage', stage: 'booked' }],
    ['emptied', { do: 'complete' }],
  ] as const) {
    if (story[step]) continue;
    const { status, html } = await onCase(officer, story.reference, fields);
    // Done before the kill, and the answer lost: then it can no longer be done.
    const doneBefore = status === 400 && html.includes('That can no longer be done');
    if (status !== 303 && !doneBefore) throw new Error(`${step} got ${status}`);
    story[step] = true;
  }
  if (story.replied) return;
  const phone = await door.phone(story.number);
  const asked = phone.some(({ body }) => body.includes('your bin is empty'));
  if (!asked) return;
  await door.reply(story.number, '4');
  story.replied = true;
}

/** A connection that broke is what the test is about; an answer that is wrong is not. */
const hung = (error: unknown): boolean => error instanceof TypeError || /fetch failed|other side closed|ECONN/.test(String(error));

it(
  `loses nothing confirmed and texts nobody twice when it is killed ${KILLS} times`,
  async () => {
    const random = seeded(SEED);
    const stories: Story[] = [];
    let door = await killable.start();
    for (let kill = 0; kill < KILLS; kill++) {
      const officer = createVisitor(door.baseUrl);
      await officer.signIn('esme');
      for (let resident = 0; resident < RESIDENTS; resident++)
        stories.push({ number: `07700 90${String(stories.length).padStart(4, '0')}`, visitor: createVisitor(door.baseUrl) });
      const working = stories.map((story) =>
        goOn(story, officer, door).catch((error: unknown) => {
          if (!hung(error)) throw error;
        }),
      );
      await new Promise((resolve) => setTimeout(resolve, random() * LONGEST_MS));
      await killable.kill();
      await Promise.all(working);
      door = await killable.start();
    }

    // Everybody comes back and finishes; what waits for a lease or the sweeper is waited for.
    const officer = createVisitor(door.baseUrl);
    // An hour: so long a text of which nobody knows keeps others to its phone waiting, before it goes once more.
    for (const wait of ['PT0S', 'PT6M', 'PT61M', 'PT6M', 'PT6M']) {
      await door.advance(wait);
      await door.settle();
      await officer.signIn('esme');
      for (const story of stories) await goOn(story, officer, door);
      await door.settle();
    }

    const shown = await Promise.all(
      stories.map(async ({ reference, number }) => {
        const { status, html } = await officer.get(`/console/cases/${reference}`);
        return { number, status, html, texts: await door.textsTo(number) };
      }),
    );
    const stages = ['we have your missed bin report', 'a crew is coming back', 'your bin is empty'];
    const count = (texts: string[], stage: string) => texts.filter((text) => text.includes(stage)).length;

    expect(new Set(stories.map(({ reference }) => reference)).size).toBe(stories.length);
    expect(shown.filter(({ status, html }) => status !== 200 || !html.includes('Emptied'))).toEqual([]);
    // Nobody is told anything twice.
    expect(shown.flatMap(({ number, texts }) => stages.filter((stage) => count(texts, stage) > 1).map((stage) => [number, stage]))).toEqual(
      [],
    );
    expect(shown.filter(({ texts }) => texts.length > stages.length)).toEqual([]);
    // A text that did not come is shown as one that may not have gone, or was left out because a later one says more.
    for (const { texts, html } of shown) {
      const missing = stages.filter((stage) => count(texts, stage) === 0).length;
      expect(html.match(/Nobody knows if it was sent|Not sent/g)?.length ?? 0).toBeGreaterThanOrEqual(missing);
      expect(html).not.toMatch(/Waiting to be sent|Being sent/);
    }

    const manager = createVisitor(door.baseUrl);
    await manager.signIn('morgan');
    const slug = quarterSlug(quarterOf(new Date(await door.now()).toISOString().slice(0, 10)));
    const { html } = await manager.get(`/console/report/${slug}`);
    const rated = stories.filter(({ replied }) => replied).length;
    expect(html).toContain(`${stories.length} contacts.`);
    expect(html).toMatch(new RegExp(`${stories.length} were asked, the request reached \\d+, and ${rated} of those answered\\.`));
    expect(html).toContain('100% served themselves');
    expect(html).toContain('100% said good or excellent');
    expect((await door.calls()).filter(({ refused }) => refused)).toEqual([]);
  },
  (KILLS + 2) * START_AND_SETTLE_MS,
);
