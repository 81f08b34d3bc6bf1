/** Shows a print button, which is hidden where there are no scripts, and makes it print. */
export function offerPrint (button) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}
