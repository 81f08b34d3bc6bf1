// Runs the script that phones ask by, under a clock of its own: from what the server answers at each look, after how
// many seconds that look came, and after how many the next comes.
import { readFileSync } from 'node:fs'

const [script, ...answers] = process.argv.slice(2)
const waits = []
let look = null
globalThis.setTimeout = (next, wait) => { look = next; waits.push(wait / 1000); return 1 }
globalThis.clearTimeout = () => {}
globalThis.addEventListener = () => {}
globalThis.document = { querySelector: () => null }
globalThis.fetch = async () => {
  const status = Number(answers.shift())
  if (!status) throw new TypeError('no network')
  return { status, ok: status === 200, headers: { get: () => null }, text: async () => '' }
}
const { poll } = await import(`data:text/javascript,${encodeURIComponent(readFileSync(script, 'utf8'))}`)
poll({ dataset: { poll: '/now' }, querySelector: () => null, querySelectorAll: () => [] })
while (answers.length) await look()
console.log(JSON.stringify(waits))
