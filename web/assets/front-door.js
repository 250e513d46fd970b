// Pages work without this: it only saves a press or tells sooner. A strict content security policy allows no inline
// script, so the classes that the components' styles wait for are set here.

import { Button, CharacterCount, Checkboxes, createAll, ErrorSummary, ExitThisPage, SkipLink } from 'govuk-frontend';
import { keepLive } from './live.js';
import { keepReasons } from './reasons.js';
import { startSessionWarning } from './session-warning.js';
import { keepToday } from './today.js';
import { enhanceUploads } from './upload.js';

document.body.classList.add('js-enabled', 'govuk-frontend-supported');
enhanceUploads();
for (const component of [ErrorSummary, CharacterCount, Checkboxes, Button, SkipLink, ExitThisPage]) createAll(component);

for (const button of document.querySelectorAll('[data-app-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}
for (const select of document.querySelectorAll('[data-app-reasons]')) keepReasons(select);
const warning = document.getElementById('session-warning');
if (warning) startSessionWarning(warning);

const live = document.querySelector('[data-live]');
if (live) keepLive(live);
const today = document.querySelector('[data-today]');
if (today) keepToday(today);
