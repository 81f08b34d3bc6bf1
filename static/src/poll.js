const AT_MOST = 30000

/**
 * Fetches data-poll every two seconds, or as often as is said, into the element until what comes back carries data-done.
 * What carries data-then as well leads on to that address by itself.
 */
export function poll (element, every = 2000) {
  const lost = document.querySelector('[data-lost]')
  const named = (details) => details.id || details.textContent
  let tag = null
  let wait = every
  let timer

  async function show (response) {
    tag = response.headers.get('ETag')
    const html = await response.text()
    // What somebody has folded open stays so; of another story, it begins closed.
    const open = new Set([...element.querySelectorAll('details[open]')].map(named))
    element.innerHTML = html
    for (const each of element.querySelectorAll('details')) each.open ||= open.has(named(each))
    const then = element.querySelector('[data-then]')
    if (then) location.replace(then.dataset.then)
  }

  async function look () {
    timer = 0
    try {
      const headers = tag ? { 'If-None-Match': tag } : {}
      const response = await fetch(element.dataset.poll, { headers, cache: 'no-store' })
      // What was asked about has gone: the page itself says what became of it.
      if (response.status === 404) return location.reload()
      if (lost) lost.hidden = true
      if (response.ok) await show(response)
      // A server that is busy or starting again is asked less and less often.
      wait = response.ok || response.status === 304 ? every : Math.min(wait * 2, AT_MOST)
    } catch {
      if (lost) lost.hidden = false
      wait = Math.min(wait * 2, AT_MOST)
    }
    later()
  }

  function later () {
    if (!element.querySelector('[data-done]')) timer = setTimeout(look, wait)
  }

  later()
  // Whoever has the network again, or looks at the page again, is not kept waiting.
  for (const event of ['online', 'visibilitychange']) {
    addEventListener(event, () => {
      if (!timer) return
      clearTimeout(timer)
      look()
    })
  }
}
