// Puts Plotly's picture in the place of the one that the server drew, and offers it as a PNG.
// The drawing stays where it is, out of sight: it keeps the room, and it is what paper shows.

const PNG_WIDTH = 1360

/** Multiplies the sizes that `keys` name, in a part of a figure and in the parts below it. */
function enlarge (part, scale, keys) {
  for (const [key, value] of Object.entries(part ?? {})) {
    if (keys.includes(key) && typeof value === 'number') part[key] = value * scale
    else if (value && typeof value === 'object' && !Array.isArray(value)) enlarge(value, scale, keys)
  }
}

/** The figure, from its JSON, as large as its picture on the page. Figures come in the units of the drawing. */
function fitted (figure, width) {
  const { data, layout } = JSON.parse(figure)
  const scale = width / layout.width
  for (const trace of data) {
    // A bar's own width is a value on its axis.
    for (const part of [trace.marker, trace.line, trace.error_x]) enlarge(part, scale, ['size', 'width', 'thickness'])
  }
  for (const part of [layout.font, layout.hoverlabel, layout.legend]) enlarge(part, scale, ['size'])
  for (const shape of layout.shapes ?? []) enlarge(shape.line, scale, ['width'])
  layout.width = width
  layout.height *= scale
  return { data, layout }
}

/** Draws the figure over the drawing and keeps it as wide. In forced colours the drawing stays. */
async function draw (box) {
  if (!window.Plotly || matchMedia('(forced-colors: active)').matches) return
  const figure = box.dataset.figure
  const drawing = box.querySelector('svg')
  const stage = document.createElement('div')
  stage.className = 'app-chart__stage'
  stage.setAttribute('role', 'img')
  stage.setAttribute('aria-labelledby', drawing.getAttribute('aria-labelledby'))
  box.append(stage)
  const options = { displayModeBar: false, scrollZoom: false, doubleClick: false, showTips: false, responsive: false }
  const show = (width) => {
    const { data, layout } = fitted(figure, width)
    return window.Plotly.react(stage, data, layout, options)
  }
  // Plotly measures its texts, so our letters must have come.
  await Promise.all(['400', '700'].map((weight) => document.fonts.load(`${weight} 16px "Atkinson Hyperlegible"`)))
  await show(drawing.clientWidth || drawing.viewBox.baseVal.width)
  box.classList.add('app-chart__picture--drawn')
  new ResizeObserver(() => { if (drawing.clientWidth) show(drawing.clientWidth) }).observe(drawing)
}

/** The server's drawing as a PNG. Our policy lets pages show images from this site alone, and no made-up ones. */
async function png (address) {
  const image = new Image()
  image.src = address
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = PNG_WIDTH
  canvas.height = Math.round(PNG_WIDTH * image.naturalHeight / image.naturalWidth)
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) => canvas.toBlob((blob) => blob ? resolve(blob) : reject(new Error('no picture'))))
}

/** Shows the button, which is hidden where there are no scripts, and makes it save the picture. */
function offerPng (button) {
  const status = button.parentElement.querySelector('[role="status"]')
  button.hidden = false
  button.addEventListener('click', async () => {
    status.textContent = ''
    try {
      const link = document.createElement('a')
      link.href = URL.createObjectURL(await png(button.dataset.png))
      link.download = button.dataset.name
      link.click()
      setTimeout(() => URL.revokeObjectURL(link.href), 60000)
    } catch {
      status.textContent = button.dataset.failed
    }
  })
}

async function drawAll () {
  for (const box of document.querySelectorAll('[data-figure]')) {
    // One chart that fails must not stop the next: its drawing is there already.
    try { await draw(box) } catch (error) { console.error(error) }
  }
}

document.querySelectorAll('[data-png]').forEach(offerPng)
drawAll()
