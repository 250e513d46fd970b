const EVERY_MS = 30_000;

/**
 * Numbers that come up to date by themselves while somebody looks at the page, until they press Pause. Only what changed is written,
 * so that the focus stays where it is, and only that is said. Looking keeps no session alive: when it is over, nothing changes any more.
 */
export function keepToday(part) {
  const button = document.querySelector('[data-today-pause]');
  const said = document.querySelector('[data-today-said]');
  let timer;

  const look = async () => {
    if (!document.hidden) {
      try {
        const answer = await fetch(part.dataset.today, { headers: { accept: 'text/html' }, redirect: 'manual' });
        if (answer.ok && timer) write(await answer.text());
      } catch {
        // The network is away: the next look may find it again.
      }
    }
    if (timer) again();
  };
  const again = () => {
    clearTimeout(timer);
    timer = setTimeout(look, EVERY_MS);
  };
  const write = (html) => {
    const changes = [];
    for (const now of new DOMParser().parseFromString(html, 'text/html').querySelectorAll('[data-key]')) {
      const shown = part.querySelector(`[data-key="${now.dataset.key}"]`);
      if (!shown || shown.textContent === now.textContent) continue;
      shown.textContent = now.textContent;
      shown.className = now.className;
      if (now.dataset.says) changes.push(`${now.dataset.says} ${now.textContent}`);
    }
    if (changes.length > 0) said.textContent = said.dataset.changed.replace('{changes}', changes.join(', '));
  };

  button.hidden = false;
  button.addEventListener('click', () => {
    if (timer) clearTimeout(timer);
    timer = timer ? undefined : setTimeout(look);
    button.textContent = timer ? button.dataset.pause : button.dataset.resume;
    said.textContent = timer ? said.dataset.resumed : said.dataset.paused;
  });
  document.addEventListener('visibilitychange', () => document.hidden || (timer && look()));
  again();
}
