import { poll } from './poll.js'

// What a room shows is put in anew again and again: whoever was at work in it goes on from its heading, and not from
// the top of the page.
const room = document.querySelector('[data-poll], [data-hall]')
let within = false
room.addEventListener('focusin', () => { within = true })
room.addEventListener('focusout', (event) => { if (event.relatedTarget) within = false })
new MutationObserver(() => {
  const heading = room.querySelector('h1, h2')
  if (!within || document.activeElement !== document.body || !heading) return
  heading.tabIndex = -1
  heading.focus()
}).observe(room, { childList: true })

// What somebody has picked and not sent yet stays picked where the same vote is shown anew.
let picked = {}
room.addEventListener('change', ({ target }) => {
  const at = target.form.elements.at?.value
  picked = { ...(picked.at === at && picked), at, [target.name]: target.value }
})
new MutationObserver(() => {
  const form = [...room.querySelectorAll('form')].find((each) => each.elements.at?.value === picked.at)
  if (!form || !picked.at) return
  for (const [name, value] of Object.entries(picked)) form.elements[name].value = value
}).observe(room, { childList: true })

// What is pressed while there is no network is kept, also where the page is opened anew, and sent until it arrives.
const notSent = document.querySelector('[data-unsent]')
let kept = sessionStorage.getItem('unsent')
let pressed = null
let sending = false
let wait = 1000

function keep (what) {
  kept = what
  if (what) sessionStorage.setItem('unsent', what)
  else sessionStorage.removeItem('unsent')
}

async function send () {
  if (!kept || sending) return
  sending = true
  const now = kept
  try {
    const [address, said] = JSON.parse(now)
    const { status } = await fetch(address, { method: 'POST', body: new URLSearchParams(said), redirect: 'manual' })
    if (status === 429 || status >= 500) throw new Error(status)
    if (kept === now) keep(null)
    // What is wrong with it is told by the page that it leads to.
    if (status === 422 && pressed?.isConnected) pressed.submit()
    else location.replace(location.pathname)
  } catch {
    notSent.hidden = false
    setTimeout(send, wait)
    wait = Math.min(wait * 2, 30000)
  }
  sending = false
}

if (notSent) {
  room.addEventListener('submit', (event) => {
    const { target, submitter } = event
    event.preventDefault()
    pressed = target
    keep(JSON.stringify([target.action, [...new FormData(target), ...(submitter?.name ? [[submitter.name, submitter.value]] : [])]]))
    send()
  })
  addEventListener('online', send)
  send()
}

// The time that is left to talk, counted down from what the server said when it was shown.
let shown = null
let ends = 0
setInterval(() => {
  const clock = room.querySelector('[data-left]')
  if (!clock) return
  if (clock !== shown) {
    shown = clock
    ends = Date.now() + clock.dataset.left * 1000
  }
  const left = Math.max(0, Math.ceil((ends - Date.now()) / 1000))
  clock.textContent = left ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}` : clock.dataset.over
}, 500)

// Nobody can scroll a screen: what is written on it grows to the height that there is. It never shrinks below what can be
// read from the back of the room: before that, what phones have too gives way.
const fits = () => document.documentElement.scrollHeight <= innerHeight

function giveWay (gives) {
  for (const each of room.querySelectorAll('[data-gives-way]')) each.hidden = gives
  for (const each of room.querySelectorAll('[data-instead]')) each.hidden = !gives
}

function fit () {
  room.style.setProperty('--fit', 1)
  giveWay(false)
  giveWay(!fits())
  let [least, most] = fits() ? [1, 1.5] : [0.5, 1]
  for (let halved = 0; halved < 6; halved++) {
    const size = (least + most) / 2
    room.style.setProperty('--fit', size)
    if (fits()) least = size
    else most = size
  }
  room.style.setProperty('--fit', least)
}

// There is one screen, and the whole room waits for it.
if (room.dataset.hall) {
  if (matchMedia('(min-width: 40em)').matches) {
    new MutationObserver(fit).observe(room, { childList: true })
    addEventListener('resize', fit)
    document.fonts.ready.then(fit)
  }
  room.dataset.poll = room.dataset.hall
  poll(room, 1000)
}
