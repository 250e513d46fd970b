import type { HttpEvent, HttpHandler } from '../../shared/edge/http.ts';
import { languageCookie, readingLanguage } from '../../shared/edge/language.ts';
import { speak } from '../../web/language.ts';

/** Says what `act` answers in the language that the browser reads, with the way to the others. */
export function speakTo<T>(event: HttpEvent, act: () => T): T {
  const { language, query } = readingLanguage(event);
  return speak({ shell: language, content: language, query }, act);
}

/** A handler whose pages are in the language that the browser reads. A language that its address names is kept for the next ones. */
export function inLanguage(handler: HttpHandler): HttpHandler {
  return async (event) => {
    const result = await speakTo(event, () => handler(event));
    const { language, by } = readingLanguage(event);
    return by === 'address' ? { ...result, cookies: [...(result.cookies ?? []), languageCookie(language)] } : result;
  };
}
