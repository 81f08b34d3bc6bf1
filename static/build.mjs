// Makes dist/ from src/: hashed styles, scripts, fonts and icon, their compressed copies and manifest.json.
// A file's hash is twelve hexadecimal digits of its own content, so a changed file has a new address.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { compile } from 'sass'

const here = dirname(fileURLToPath(import.meta.url))
const modules = join(here, 'node_modules')
const dist = join(here, 'dist')
// Made beside the packages and moved to its place when complete: a server that starts meanwhile misses nothing.
const made = join(modules, '.dist')
const former = join(modules, '.dist-former')
const manifest = {}

function write (name, content) {
  const path = join(made, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
}

function compressed (name, content) {
  const size = content.length
  const quality = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: size }
  const br = brotliCompressSync(content, { params: quality })
  write(`${name}.br`, br)
  write(`${name}.gz`, gzipSync(content, { level: 9 }))
  console.log(`${name}  ${size} bytes, ${br.length} in brotli`)
}

/** Writes `content` under its hashed name and lists it under `logical`. */
function publish (logical, content, { text = true } = {}) {
  const bytes = Buffer.from(content)
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
  const name = logical.replace(/(\.[^.]+)$/, `.${hash}$1`)
  manifest[logical] = name
  write(name, bytes)
  if (text) compressed(name, bytes)
}

function fonts () {
  for (const subset of ['latin', 'latin-ext']) {
    for (const weight of [400, 700]) {
      const file = `atkinson-hyperlegible-${subset}-${weight}-normal.woff2`
      const source = join(modules, '@fontsource/atkinson-hyperlegible/files', file)
      publish(`fonts/${file}`, readFileSync(source), { text: false })
    }
  }
}

/**
 * The typefaces of print, in the order in which a letter is looked for, and `typefaces.json` that names them. Each
 * file is a family of its own: print takes two files of one family for the same letters. Browsers never read them, so
 * they need not be small (WOFF and OpenType open fifty times as fast as WOFF2 where no library of C is at hand).
 * Noto Sans is drawn with 1,080 units to the em instead of 1,000: its small letters are then as tall as ours.
 */
function printFonts () {
  const noto = 'noto-sans'
  const sets = [
    ['atkinson-hyperlegible', ['latin', 'latin-ext']],
    ['atkinson-hyperlegible-next', ['latin-ext']],
    [noto, ['latin', 'vietnamese', 'latin-ext', 'greek', 'greek-ext', 'cyrillic', 'cyrillic-ext'], 1080],
    ...['arabic', 'hebrew', 'bengali', 'devanagari', 'gurmukhi', 'gujarati', 'tamil', 'malayalam', 'kannada', 'telugu',
      'sinhala', 'thai', 'khmer', 'myanmar', 'georgian', 'armenian', 'ethiopic'].map((script) =>
      [`${noto}-${script}`, [script]])
  ]
  const listed = sets.flatMap(([name, subsets, em]) => subsets.map((subset) =>
    printed(`${name}-${subset}`, (weight) => `@fontsource/${name}/files/${name}-${subset}-${weight}-normal.woff`, em)))
  const single = (name, subset) =>
    printed(name, () => `@fontsource/${name}/files/${name}-${subset}-400-normal.woff`, undefined, [400])
  const chinese = (weight) => `@embedpdf/fonts-sc/fonts/NotoSansHans-${weight === 700 ? 'Bold' : 'Regular'}.otf`
  listed.push(single('noto-sans-math', 'latin'), single('noto-emoji', 'emoji'))
  listed.push(single('noto-sans-symbols-2', 'symbols'), printed('noto-sans-chinese', chinese))
  // What a browser calls our typeface, so do drawings; the renderer asks for emoji by this name.
  const known = { 'atkinson-hyperlegible-latin': 'Atkinson Hyperlegible', 'noto-emoji': 'emoji' }
  write('fonts/typefaces.json', JSON.stringify(listed.map((face) =>
    ({ ...face, family: known[face.family] ?? face.family })), null, 1) + '\n')
}

function printed (family, source, em, weights = [400, 700]) {
  const files = Object.fromEntries(weights.map((weight) => {
    const name = `print/${family}-${weight}${source(weight).match(/\.\w+$/)[0]}`
    write(`fonts/${name}`, readFileSync(join(modules, source(weight))))
    return [weight, name]
  }))
  return { family, em, files }
}

async function minified (contents, loader, extra = {}) {
  const result = await build({
    stdin: { contents, loader, resolveDir: join(here, 'src') },
    bundle: true,
    minify: true,
    write: false,
    legalComments: 'none',
    logLevel: 'warning',
    target: ['es2020', 'chrome90', 'firefox90', 'safari15'],
    ...extra
  })
  return result.outputFiles[0].text
}

async function styles () {
  const { css } = compile(join(here, 'src/app.scss'), { loadPaths: [modules], quietDeps: true })
  const hashed = css.replace(/fonts\/[\w-]+\.woff2/g, (name) => manifest[name])
  publish('app.css', await minified(hashed, 'css', { external: ['fonts/*'] }))
  // For a few pages alone, so that no other is heavier for it: votes of a workshop, what is printed to give away, and a
  // list of activities, in rows and on one page.
  for (const name of ['hall', 'handout', 'sheet', 'list']) {
    const own = compile(join(here, `src/${name}.scss`), { loadPaths: [modules], quietDeps: true })
    publish(`${name}.css`, await minified(own.css, 'css'))
  }
}

async function scripts () {
  const read = (name) => readFileSync(join(here, 'src', name), 'utf8')
  publish('app.js', await minified(read('app.js'), 'js', { format: 'esm' }))
  publish('js-enabled.js', await minified(read('js-enabled.js'), 'js', { format: 'iife' }))
  publish('room.js', await minified(read('room.js'), 'js', { format: 'esm' }))
  publish('chart.js', await minified(read('chart.js'), 'js', { format: 'esm' }))
}

/**
 * Plotly as it comes, and the rules that it would put into each page, which our policy refuses. They stand in the
 * bundle as one object of selectors, with X for a plot and Y for a message; its typeface gives way to the page's.
 */
function plotly () {
  const bundle = readFileSync(join(modules, 'plotly.js-basic-dist-min/plotly-basic.min.js'), 'utf8')
  const found = bundle.match(/=(\{"X,X div":[^]*?\});for\(/)
  if (!found) throw new Error('plotly.js-basic-dist-min: its styles are not where they were')
  const rules = Object.entries(new Function(`return ${found[1]}`)()).map(([selector, rule]) => {
    const place = selector.replace(/X/g, '.js-plotly-plot .plotly').replace(/Y/g, '.plotly-notifier')
    return `${place}{${rule.replace(/font-family:[^;]*;/g, '')}}`
  })
  publish('plotly.js', bundle)
  publish('plotly.css', rules.join('\n'))
}

/** Names what is bundled and its licence; a package's own licence text, where it has one, travels with it. */
function licences () {
  const { dependencies } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'))
  const tools = ['esbuild', 'sass']
  const texts = Object.keys(dependencies).filter((name) => !tools.includes(name)).map((name) => {
    const about = JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8'))
    const file = join(modules, name, 'LICENSE')
    const text = existsSync(file) ? `\n${readFileSync(file, 'utf8')}` : ''
    return `${name} ${about.version}, ${about.license}\n${text}`
  })
  write('LICENCES.txt', texts.join('\n'))
}

for (const left of [made, former]) rmSync(left, { recursive: true, force: true })
fonts()
printFonts()
await styles()
await scripts()
plotly()
publish('icon.svg', readFileSync(join(here, 'src/icon.svg')))
licences()
write('manifest.json', JSON.stringify(manifest, null, 2) + '\n')
if (existsSync(dist)) renameSync(dist, former)
renameSync(made, dist)
rmSync(former, { recursive: true, force: true })
