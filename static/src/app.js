// Everything here only adds: each page works without it.
import { Button } from 'govuk-frontend/dist/govuk/components/button/button.mjs'
import { CharacterCount } from 'govuk-frontend/dist/govuk/components/character-count/character-count.mjs'
import { Checkboxes } from 'govuk-frontend/dist/govuk/components/checkboxes/checkboxes.mjs'
import { ErrorSummary } from 'govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs'
import { NotificationBanner } from 'govuk-frontend/dist/govuk/components/notification-banner/notification-banner.mjs'
import { PasswordInput } from 'govuk-frontend/dist/govuk/components/password-input/password-input.mjs'
import { Radios } from 'govuk-frontend/dist/govuk/components/radios/radios.mjs'
import { SkipLink } from 'govuk-frontend/dist/govuk/components/skip-link/skip-link.mjs'
import { autosave } from './autosave.js'
import { offerCopy } from './copy.js'
import { poll } from './poll.js'
import { offerPrint } from './print.js'
import { suggest } from './search.js'

function each (selector, start) {
  for (const element of document.querySelectorAll(selector)) {
    // One part that fails must not stop the next.
    try { start(element) } catch (error) { console.error(error) }
  }
}

// GOV.UK Frontend looks for this on the body; the styles already have it from js-enabled.js.
if ('noModule' in HTMLScriptElement.prototype) document.body.classList.add('govuk-frontend-supported')

for (const Component of [Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios, SkipLink]) {
  each(`[data-module="${Component.moduleName}"]`, (element) => new Component(element))
}

each('form[data-autosave]', autosave)
each('[data-copy]', offerCopy)
each('[data-poll]', poll)
each('[data-print]', offerPrint)
each('form[data-search]', suggest)
