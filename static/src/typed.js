/**
 * What was typed on a page that is left, until the server has it: what a page sends while it is
 * left can be overtaken by the request for the next one, which then shows what was there before.
 * It stays in this tab, for a minute at most.
 */
const KEY = 'typed'
const LASTS = 60_000

/** Keep what a form holds beside what it was served with, to be put back where that is lost. */
export function hold (form) {
  store({ address: form.dataset.autosave, at: Date.now(), served: byName(form, served), typed: byName(form, typed) })
}

/** Nothing is to be put back: it was sent, or it is too old. */
export function forget () {
  store(null)
}

/**
 * Put back into a form what was typed in it and is not there, field by field; a field that shows
 * something else by now than it did then stays. Says whether anything was put back.
 */
export function putBack (form) {
  const held = stored()
  if (held && Date.now() - held.at > LASTS) forget()
  if (held?.address !== form.dataset.autosave || Date.now() - held.at > LASTS) return false
  forget()
  const now = byName(form, served)
  const lost = Object.keys(held.typed).filter((name) =>
    same(now[name], held.served[name]) && !same(held.typed[name], held.served[name]))
  for (const field of fields(form)) {
    if (lost.includes(field.name)) fill(field, held.typed[field.name])
  }
  return lost.length > 0
}

const fields = (form) => [...form.elements].filter((field) =>
  field.name && !['hidden', 'file', 'submit', 'button', 'password'].includes(field.type) && field.tagName !== 'BUTTON')
const ticked = (field) => ['radio', 'checkbox'].includes(field.type)
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other)

function byName (form, read) {
  const found = {}
  for (const field of fields(form)) found[field.name] = [...found[field.name] ?? [], ...read(field)]
  return found
}

function served (field) {
  if (ticked(field)) return field.defaultChecked ? [field.value] : []
  if (field.options) return [...field.options].filter((option) => option.defaultSelected).map((option) => option.value)
  return [field.defaultValue]
}

function typed (field) {
  if (ticked(field)) return field.checked ? [field.value] : []
  if (field.options) return [...field.selectedOptions].map((option) => option.value)
  return [field.value]
}

function fill (field, values) {
  if (ticked(field)) field.checked = values.includes(field.value)
  else field.value = values[0] ?? ''
  field.dispatchEvent(new Event('change', { bubbles: true }))
}

// A browser that keeps nothing, as some are set to, has no such memory: then all is as without it.
function store (held) {
  try {
    if (held) sessionStorage.setItem(KEY, JSON.stringify(held))
    else sessionStorage.removeItem(KEY)
  } catch { /* It is not kept. */ }
}

function stored () {
  try {
    return JSON.parse(sessionStorage.getItem(KEY))
  } catch {
    return null
  }
}
