// What a room shows is put in anew again and again: whoever was at work in it goes on from its heading, and not from
// the top of the page.
const room = document.querySelector('[data-poll]')
let within = false
room.addEventListener('focusin', () => { within = true })
room.addEventListener('focusout', (event) => { if (event.relatedTarget) within = false })
new MutationObserver(() => {
  const heading = room.querySelector('h1, h2')
  if (!within || document.activeElement !== document.body || !heading) return
  heading.tabIndex = -1
  heading.focus()
}).observe(room, { childList: true })
