/** A region that does not overflow need not be a stop for the keyboard. */
export function relaxScrolling (region) {
  const watch = new ResizeObserver(() => {
    if (region.scrollWidth > region.clientWidth) region.tabIndex = 0
    else region.removeAttribute('tabindex')
  })
  watch.observe(region)
}
