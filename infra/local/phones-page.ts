import { fates } from './delivery-log.ts';
import type { KeptText } from './kept-state.ts';
import { escapeHtml, page } from './local-page.ts';

const when = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

/** Keeps the texts fresh without touching a reply that is being typed. The page works the same without it, by its link. */
const script = `
setInterval(async () => {
  const answer = await fetch(location.pathname);
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const phones = document.querySelectorAll('.phone');
  if (fresh.querySelectorAll('.phone').length !== phones.length) {
    if (![...document.querySelectorAll('input:not([type=hidden])')].some((input) => input.value)) location.reload();
    return;
  }
  for (const phone of phones) {
    const list = fresh.getElementById(phone.id)?.querySelector('.texts');
    const shown = phone.querySelector('.texts');
    if (list && list.innerHTML !== shown.innerHTML) { shown.innerHTML = list.innerHTML; shown.scrollTop = shown.scrollHeight; }
  }
}, 2000);
for (const list of document.querySelectorAll('.texts')) list.scrollTop = list.scrollHeight;`;

/** More phones than this make the page slow; those that had a text last are shown. */
const MOST_PHONES = 48;

/** Every phone with its texts, the one that last had a text first. */
export function phonesPage(texts: KeptText[], { watch }: { watch: boolean }): string {
  const phones = new Map<string, KeptText[]>();
  for (const text of texts) {
    const own = phones.get(text.number) ?? [];
    phones.delete(text.number);
    phones.set(text.number, [...own, text]);
  }
  const shown = [...phones]
    .reverse()
    .slice(0, MOST_PHONES)
    .map(([number, own]) => phone(number, own));
  const more = phones.size - shown.length;
  const refresh = watch ? '<a href="/_local/phones">Stop refreshing</a>' : '<a href="/_local/phones?watch">Refresh every 5 seconds</a>';
  const none =
    '<p class="card">No phone has had a text yet. Ask for a service with a number such as 07700 900123, and its texts come here.</p>';
  return page(
    'Phones',
    `<h1>Phones</h1><p class="quiet">What residents would see on their own phones. <noscript>${refresh}</noscript></p>
${shown.length > 0 ? `<div class="phones">${shown.join('')}</div>` : none}
${more > 0 ? `<p class="quiet">${more} more phones, silent for longer, are not shown.</p>` : ''}
<h2>Phones that texts do not reach</h2>
<ul class="card" style="padding-left:2.25rem">${fates.map(({ ending, says }) => `<li>A number that ends in ${ending} ${escapeHtml(says)}.</li>`).join('')}</ul>
<h2>Text the council from another phone</h2>
<form class="card other" method="post" action="/_local/phones"><label for="other-from">Number</label><input id="other-from" name="from" inputmode="tel" required>
<label for="other-body">Text</label><input id="other-body" name="body" required><button>Send</button></form>
<script>${script}</script>`,
    watch ? { refreshSeconds: 5 } : {},
  );
}

function phone(number: string, texts: KeptText[]): string {
  const id = number.replace(/\D/g, '');
  const last = texts.findLast(({ direction }) => direction === 'out');
  const bubbles = texts.map(
    ({ direction, body, at }) =>
      `<li class="${direction}"><p>${withLinks(body)}</p><time datetime="${at}">${when.format(new Date(at))}</time></li>`,
  );
  return `<section class="phone" id="phone-${id}" aria-label="Phone ${escapeHtml(spoken(number))}"><h2>${escapeHtml(spoken(number))}</h2>
<ol class="texts" tabindex="0" aria-label="Texts">${bubbles.join('')}</ol>
<form class="reply" method="post" action="/_local/phones"><input type="hidden" name="from" value="${escapeHtml(number)}">${last ? `<input type="hidden" name="inReplyTo" value="${last.id}">` : ''}
<input name="body" required autocomplete="off" aria-label="Reply from ${escapeHtml(spoken(number))}" placeholder="Reply"><button>Send</button></form></section>`;
}

/** `07700 900123` for `+447700900123`. */
const spoken = (number: string): string => number.replace(/^\+44(\d{4})(\d{6})$/, '0$1 $2');

const withLinks = (body: string): string =>
  escapeHtml(body).replace(/https?:\/\/[^\s<]+[^\s<.,;:!?)]/g, (address) => `<a href="${address}">${address}</a>`);
