// Runs before the page is drawn, so that parts which scripts replace never flash. A classic script: see base.html.
if ('noModule' in HTMLScriptElement.prototype) {
  document.documentElement.classList.add('js-enabled', 'govuk-frontend-supported')
}
