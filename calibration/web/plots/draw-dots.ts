import { dotMaskInto } from './dot-mask.js';
import type { Pen } from './pen.js';
import type { PlotSeries } from './plot-model.js';

/** From here on dots are put together pixel by pixel: as one path they take longer than a frame. */
const MANY = 1000;

/** What many dots of a plot are put together in, from one drawing to the next. */
interface DotLayer {
  readonly canvas: OffscreenCanvas;
  readonly pen: OffscreenCanvasRenderingContext2D;
  readonly image: ImageData;
}

const layers = new WeakMap<CanvasRenderingContext2D, DotLayer>();

/** Draws the dots of a series, with error bars where it has them; its colour is that of the canvas. */
export function drawDots(pen: Pen, each: PlotSeries): void {
  if (each.low !== undefined && each.high !== undefined) drawErrorBars(pen, each, each.low, each.high);
  const radius = (each.radius ?? 3.5) * pen.scale;
  const layer = each.x.length < MANY ? null : layerOf(pen);
  if (layer === null) drawCircles(pen, each, radius);
  else drawLayer(pen, each, radius, layer);
}

function drawErrorBars({ canvas, x, y, scale }: Pen, each: PlotSeries, lows: Values, highs: Values): void {
  canvas.lineWidth = 1.25 * scale;
  canvas.beginPath();
  for (let index = 0; index < each.x.length; index++) {
    const px = x(each.x[index] ?? Number.NaN);
    const [low, high] = [y(lows[index] ?? Number.NaN), y(highs[index] ?? Number.NaN)];
    if (!Number.isFinite(px + low + high)) continue;
    canvas.moveTo(px, low);
    canvas.lineTo(px, high);
  }
  canvas.stroke();
}

type Values = ArrayLike<number>;

function drawCircles({ canvas, x, y }: Pen, each: PlotSeries, radius: number): void {
  canvas.beginPath();
  for (let index = 0; index < each.x.length; index++) {
    const [px, py] = [x(each.x[index] ?? Number.NaN), y(each.y[index] ?? Number.NaN)];
    if (!Number.isFinite(px) || !Number.isFinite(py)) continue;
    canvas.moveTo(px + radius, py);
    canvas.arc(px, py, radius, 0, 2 * Math.PI);
  }
  canvas.fill();
}

function drawLayer({ canvas, x, y, box }: Pen, each: PlotSeries, radius: number, layer: DotLayer): void {
  const { width, height } = layer.image;
  const [left, top] = [Math.floor(box.left), Math.floor(box.top)];
  layer.image.data.fill(0);
  dotMaskInto(
    {
      radius,
      count: each.x.length,
      x: (index) => x(each.x[index] ?? Number.NaN) - left,
      y: (index) => y(each.y[index] ?? Number.NaN) - top,
    },
    { width, height },
    layer.image.data,
  );
  layer.pen.putImageData(layer.image, 0, 0);
  // The colour takes the opacities of the dots
  layer.pen.globalCompositeOperation = 'source-in';
  layer.pen.fillStyle = canvas.fillStyle;
  layer.pen.fillRect(0, 0, width, height);
  canvas.drawImage(layer.canvas, left, top);
}

/** Where the dots of a plot are put together; null in a plot without room. */
function layerOf({ canvas, box }: Pen): DotLayer | null {
  const [width, height] = [Math.ceil(box.width) + 1, Math.ceil(box.height) + 1];
  const held = layers.get(canvas);
  if (held !== undefined && held.image.width === width && held.image.height === height) return held;
  if (!(width > 1 && height > 1)) return null;
  const own = new OffscreenCanvas(width, height);
  const pen = own.getContext('2d');
  if (pen === null) return null;
  const layer = { canvas: own, pen, image: new ImageData(width, height) };
  layers.set(canvas, layer);
  return layer;
}
