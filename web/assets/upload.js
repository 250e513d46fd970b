// A form that sends a file works without this. With it, a file that cannot be taken is told of before it is sent, and one that
// is on its way shows how far it has got. A strict content security policy: nothing here is inline.

/** @param {HTMLFormElement} form its `data-` attributes hold what it says */
function enhance(form) {
  const field = form.querySelector('input[type="file"]');
  const progress = form.querySelector('[data-progress]');
  const button = form.querySelector('button');
  if (!field || !progress || !button) return;
  form.noValidate = true;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const wrong = whatIsWrong(form, field.files?.[0]);
    tell(field, wrong);
    if (!wrong && !button.disabled) send(form, { progress, button, field });
  });
}

function whatIsWrong({ dataset }, file) {
  if (!file) return dataset.none;
  if (file.size === 0) return dataset.empty;
  return file.size > Number(dataset.maxBytes) ? dataset.tooLarge : '';
}

/** Says what is wrong beside the field, where the page would have said it. */
function tell(field, message) {
  const group = field.closest('.govuk-form-group');
  const id = `${field.id}-error`;
  document.getElementById(id)?.remove();
  group?.classList.toggle('govuk-form-group--error', message !== '');
  field.classList.toggle('govuk-file-upload--error', message !== '');
  const described = (field.getAttribute('aria-describedby') ?? '').split(' ').filter((each) => each && each !== id);
  if (message) {
    const error = document.createElement('p');
    error.id = id;
    error.className = 'govuk-error-message';
    error.setAttribute('role', 'alert');
    error.textContent = message;
    field.before(error);
    described.push(id);
    field.focus();
  }
  field.setAttribute('aria-describedby', described.join(' '));
}

/**
 * Sends the file as the form would, and shows how far it has got. A script may not follow the bucket's way back to our page, from
 * one origin to another: so it sends the fields that are for scripts, hears that the bucket has the file, and goes there itself.
 */
function send(form, { progress, button, field }) {
  const { dataset } = form;
  const bar = progress.querySelector('progress');
  const status = progress.querySelector('[role="status"]');
  const fields = JSON.parse(dataset.scripted);
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  data.append('file', field.files[0]);
  const back = new URL(form.elements.success_action_redirect.value);
  back.searchParams.set('key', fields.key);
  const request = new XMLHttpRequest();
  let said = -1;
  const stop = (message) => {
    progress.hidden = true;
    button.disabled = false;
    tell(field, message);
  };
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    const percent = Math.floor((loaded * 100) / total);
    bar.value = percent;
    // Read out now and then, not with every packet.
    if (percent - said < 25 && percent < 100) return;
    said = percent;
    status.textContent = percent < 100 ? dataset.sending.replace('{percent}', percent) : dataset.sent;
  });
  request.addEventListener('load', () => (request.status < 300 ? location.assign(back) : stop(dataset.refused)));
  for (const failure of ['error', 'timeout', 'abort']) request.addEventListener(failure, () => stop(dataset.failed));
  progress.hidden = false;
  button.disabled = true;
  request.open('POST', form.action);
  request.send(data);
}

/** While a file is being checked, looks every so often and shows what came of it in its place. */
function watch(region, tries = 0) {
  if (tries > 40 || !region.querySelector('[data-checking]')) return;
  setTimeout(
    async () => {
      const page = await fetch(location.href, { headers: { accept: 'text/html' } })
        .then((answer) => (answer.ok && !answer.redirected ? answer.text() : ''))
        .catch(() => '');
      const fresh = page && new DOMParser().parseFromString(page, 'text/html').querySelector('[data-checks]');
      // Once it is checked the whole page is another, unless somebody has chosen or typed something meanwhile.
      if (fresh && !fresh.querySelector('[data-checking]') && !isTouched()) return location.reload();
      if (fresh && fresh.innerHTML !== region.innerHTML) region.replaceChildren(...fresh.childNodes);
      watch(region, tries + 1);
    },
    Math.min(1000 + tries * 500, 10_000),
  );
}

const isTouched = () => [...document.querySelectorAll('textarea, input[type="file"]')].some(({ value }) => value !== '');

export function enhanceUploads() {
  for (const form of document.querySelectorAll('form[data-upload]')) enhance(form);
  for (const region of document.querySelectorAll('[data-checks]')) watch(region);
}
