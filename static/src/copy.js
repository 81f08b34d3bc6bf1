async function copied (field) {
  try {
    await navigator.clipboard.writeText(field.value)
    return true
  } catch {
    // No clipboard without https: the older way works from a selected field.
    field.focus()
    field.select()
    return document.execCommand('copy')
  }
}

/** Adds a button that copies the field inside `box`. Its words come from data-copy, -copied and -copy-failed. */
export function offerCopy (box) {
  const field = box.querySelector('input, textarea')
  const button = document.createElement('button')
  const status = document.createElement('span')
  button.type = 'button'
  button.className = 'govuk-button govuk-button--secondary app-copy__button'
  button.textContent = box.dataset.copy
  status.className = 'app-copy__status'
  status.setAttribute('role', 'status')
  button.addEventListener('click', async () => {
    status.textContent = await copied(field) ? box.dataset.copied : box.dataset.copyFailed
  })
  field.after(button)
  box.append(status)
}
