/** Where values lie on the canvas, and what colours are there; px of the canvas. */
export interface Pen {
  readonly canvas: CanvasRenderingContext2D;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly colour: (name: string) => string;
  /** Canvas px of a px of the page. */
  readonly scale: number;
  readonly box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
}
