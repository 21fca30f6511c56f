/**
 * A drawing of one panel that is exactly as wide as its layout: the panel takes what labels and titles leave.
 *
 * @param width - of the whole drawing; px
 * @returns the part of a Vega-Lite specification; the height beside it must be a number
 */
export function fittedWidth(width: number) {
  return { width, autosize: { type: 'fit-x', contains: 'padding' } } as const;
}
