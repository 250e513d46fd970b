// Warns before a session ends, and covers the page when it has: what was typed stays under the cover. Other tabs keep a session
// alive too, so how long it has to go is asked of the server, never reckoned from this page alone.
const CHECK_SECONDS = 17 * 60;

export function startSessionWarning(dialog) {
  const { path, warnSeconds, ...words } = dialog.dataset;
  const part = (id) => dialog.querySelector(`#session-${id}`);
  let timer;
  let endsAt = 0;

  const after = (seconds, then) => {
    clearTimeout(timer);
    timer = setTimeout(then, Math.max(0, seconds * 1000));
  };
  /** Seconds to go by the server; undefined when it cannot be reached. */
  const ask = async (method = 'GET') => {
    try {
      return (await (await fetch(path, { method, headers: { accept: 'application/json' } })).json()).secondsLeft;
    } catch {
      return undefined;
    }
  };
  const show = (when) => {
    for (const each of dialog.querySelectorAll('[data-when]')) each.hidden = each.dataset.when !== when;
    dialog.classList.toggle('app-session-warning--over', when === 'over');
    document.body.classList.toggle('app-signed-out', when === 'over');
    if (!dialog.open) dialog.showModal();
  };
  const close = () => {
    document.body.classList.remove('app-signed-out');
    if (dialog.open) dialog.close();
  };

  const check = async () => {
    const left = await ask();
    if (left === undefined) return after(30, check);
    if (left === 0) return over();
    if (left > Number(warnSeconds) + 1) {
      close();
      return after(left - Number(warnSeconds), check);
    }
    endsAt = Date.now() + left * 1000;
    show('warning');
    part('stay').focus();
    tick();
  };
  /** Said when it changes, and not each second: a screen reader reads each change out. */
  const tick = () => {
    const left = Math.ceil((endsAt - Date.now()) / 1000);
    if (left <= 0) return after(1, check);
    const said = left > 60 ? words.minutes : left > 20 ? words.minute : words.seconds.replace('{count}', '20');
    if (part('left').textContent !== said) part('left').textContent = said;
    after(1, tick);
  };
  const over = () => {
    part('title').textContent = words.overTitle;
    part('says').textContent = words.overSays;
    show('over');
    part('title').focus();
  };
  const stay = async () => {
    await ask('POST');
    await check();
  };
  const carryOn = async () => {
    if (await ask()) {
      part('not-yet').textContent = '';
      await check();
    } else part('not-yet').textContent = words.notYet;
  };

  part('stay').addEventListener('click', stay);
  part('carry-on').addEventListener('click', carryOn);
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    if (!dialog.classList.contains('app-session-warning--over')) void stay();
  });
  // A laptop that slept did not count.
  document.addEventListener('visibilitychange', () => document.hidden || dialog.open || check());
  after(CHECK_SECONDS, check);
}
