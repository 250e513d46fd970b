/**
 * Part of a page that changes by itself while something is under way: asked for again every two seconds, and the whole page once
 * it is over. Without script the page has a link for it, and asks by itself every five.
 */
export function keepLive(part) {
  const again = () => setTimeout(look, 2000);
  const look = async () => {
    try {
      const answer = await fetch(part.dataset.live, { headers: { accept: 'text/html' } });
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const now = page.querySelector('[data-live]');
      if (!answer.ok || !now || page.title !== document.title) return location.assign(part.dataset.live);
      part.replaceChildren(...now.childNodes);
    } catch {
      // The network is away: the next look may find it again.
    }
    again();
  };
  again();
}
