import { helperWords } from '../../content/helper.ts';
import { type CouncilView, render } from '../../render.ts';
import { template } from './helper-out.njk';

/** Shown to somebody who was let in to see a request, once they may not any more. It names nothing of the request. */
export function helperOutPage(council: CouncilView): string {
  return render(template, { title: helperWords.out.title, council, says: helperWords.out.says });
}
