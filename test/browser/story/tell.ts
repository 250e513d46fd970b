import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { councilSees } from './council-sees.ts';
import { nothingUnused } from './nothing-unused.ts';
import { otherSystems } from './other-systems.ts';
import { residentsAsk } from './residents-ask.ts';
import { staffWork } from './staff-work.ts';
import { createStage } from './stage.ts';

/** The main job, end to end, as one story: its chapters follow on from each other. */
export function tellStory({ javaScriptEnabled }: { javaScriptEnabled: boolean }): void {
  const { stage, open, close } = createStage(javaScriptEnabled);
  beforeAll(open);
  afterAll(close);

  residentsAsk(stage);
  staffWork(stage);
  councilSees(stage);
  otherSystems(stage);
  nothingUnused(stage);

  describe('every page of it', () => {
    it('breaks no rule of axe, and none is wider than 320 pixels', () => {
      expect(stage.audit.faults()).toEqual([]);
    });
  });
}
