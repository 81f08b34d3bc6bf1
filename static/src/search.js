const WAIT = 200

/**
 * Suggests while something is typed into a search form, as a list box that the keyboard reaches. The options come
 * from data-search; choosing one fills the field, and the form is sent as it is without scripts.
 */
export function suggest (form) {
  const input = form.querySelector('input[type="text"]')
  const box = document.createElement('div')
  const status = document.createElement('span')
  let list = null
  let active = -1
  let asking = null
  let timer = 0

  box.className = 'app-suggestions'
  box.id = `${input.id}-suggestions`
  status.className = 'govuk-visually-hidden'
  status.setAttribute('role', 'status')
  input.after(box, status)
  for (const [name, value] of Object.entries({
    role: 'combobox', autocomplete: 'off', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': box.id
  })) input.setAttribute(name, value)

  const options = () => list ? [...list.children] : []
  const isOpen = () => !box.hidden && options().length > 0

  function close () {
    box.hidden = true
    input.setAttribute('aria-expanded', 'false')
    mark(-1)
  }

  function mark (place) {
    active = place
    options().forEach((option, at) => option.setAttribute('aria-selected', String(at === place)))
    const option = options()[place]
    if (option) {
      input.setAttribute('aria-activedescendant', option.id)
      option.scrollIntoView({ block: 'nearest' })
    } else input.removeAttribute('aria-activedescendant')
  }

  function choose (option) {
    input.value = option.dataset.value
    status.textContent = ''
    close()
  }

  function show (html) {
    box.innerHTML = html
    list = box.querySelector('[role="listbox"]')
    list.setAttribute('aria-label', form.querySelector(`label[for="${input.id}"]`).textContent.trim())
    list.id = `${box.id}-list`
    input.setAttribute('aria-controls', list.id)
    options().forEach((option, at) => { option.id = `${list.id}-${at}` })
    status.textContent = list.dataset.count
    box.hidden = options().length === 0
    input.setAttribute('aria-expanded', String(isOpen()))
    mark(-1)
  }

  async function ask () {
    asking?.abort()
    const typed = input.value.trim()
    if (!typed) return close()
    asking = new AbortController()
    try {
      const response = await fetch(`${form.dataset.search}?q=${encodeURIComponent(typed)}`, { signal: asking.signal })
      // Whoever is not signed in any more is sent elsewhere.
      if (response.ok && !response.redirected) show(await response.text())
    } catch {
      // The button still searches.
    }
  }

  input.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(ask, WAIT)
  })
  input.addEventListener('keydown', (event) => {
    const count = options().length
    if (event.key === 'Escape' && isOpen()) close()
    else if (event.key === 'Enter' && isOpen() && active >= 0) choose(options()[active])
    else if (event.key === 'ArrowDown' && count) open((active + 1) % count)
    else if (event.key === 'ArrowUp' && count) open(active > 0 ? active - 1 : count - 1)
    else return
    event.preventDefault()
  })

  function open (place) {
    box.hidden = false
    input.setAttribute('aria-expanded', 'true')
    mark(place)
  }

  // Pressing an option must not take the focus, which would close the list first.
  box.addEventListener('mousedown', (event) => event.preventDefault())
  box.addEventListener('click', (event) => {
    const option = event.target.closest('[role="option"]')
    if (option) choose(option)
  })
  input.addEventListener('blur', close)
  form.addEventListener('submit', () => { clearTimeout(timer); asking?.abort() })
  close()
}
