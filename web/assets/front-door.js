// Pages work without this: it only saves a press or tells sooner. A strict content security policy allows no inline
// script, so the classes that the components' styles wait for are set here.
import { Button, CharacterCount, createAll, ErrorSummary, SkipLink } from 'govuk-frontend';

document.body.classList.add('js-enabled', 'govuk-frontend-supported');
for (const component of [ErrorSummary, CharacterCount, Button, SkipLink]) createAll(component);
