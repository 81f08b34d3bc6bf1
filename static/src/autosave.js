import { forget, hold, putBack } from './typed.js'

/** Sends a changed form to its data-autosave address when the page is left without submitting it. */
export function autosave (form) {
  let changed = putBack(form)
  let submitting = false

  const touched = () => { changed = true }
  form.addEventListener('input', touched)
  form.addEventListener('change', touched)
  form.addEventListener('submit', (event) => {
    submitting = !event.defaultPrevented
    if (submitting) forget()
  })
  // Shown again from the browser's memory: what is typed now counts again.
  addEventListener('pageshow', () => { submitting = false })

  function leave () {
    if (!changed || submitting) return
    changed = !navigator.sendBeacon(form.dataset.autosave, new FormData(form))
  }
  addEventListener('pagehide', () => {
    if (changed && !submitting) hold(form)
    leave()
  })
  // On a phone this is often the last event that a page gets.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') leave()
  })
}
