// Pages work without this: it only saves a press or tells sooner. A strict content security policy allows no inline
// script, so the classes that the components' styles wait for are set here.

import { Button, CharacterCount, createAll, ErrorSummary, SkipLink } from 'govuk-frontend';
import { keepLive } from './live.js';
import { startSessionWarning } from './session-warning.js';
import { enhanceUploads } from './upload.js';

document.body.classList.add('js-enabled', 'govuk-frontend-supported');
enhanceUploads();
for (const component of [ErrorSummary, CharacterCount, Button, SkipLink]) createAll(component);

const warning = document.getElementById('session-warning');
if (warning) startSessionWarning(warning);

const live = document.querySelector('[data-live]');
if (live) keepLive(live);
