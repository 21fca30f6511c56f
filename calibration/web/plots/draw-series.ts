import { drawDots } from './draw-dots.js';
import type { Pen } from './pen.js';
import type { PlotMark, PlotSeries } from './plot-model.js';

/** Draws one series. */
export function drawSeries(pen: Pen, each: PlotSeries): void {
  const { canvas } = pen;
  canvas.strokeStyle = pen.colour(each.colour);
  canvas.fillStyle = pen.colour(each.colour);
  canvas.lineJoin = 'round';
  canvas.setLineDash(each.style === 'dashes' ? [6 * pen.scale, 4 * pen.scale] : []);
  canvas.lineWidth = (each.width ?? 2) * pen.scale;
  if (each.style === 'band') drawBand(pen, each);
  else if (each.style === 'dots') drawDots(pen, each);
  else drawCurve(pen, each);
  canvas.setLineDash([]);
}

function drawCurve({ canvas, x, y }: Pen, each: PlotSeries): void {
  const isSteps = each.style === 'steps';
  let [isPen, last] = [false, 0];
  canvas.beginPath();
  for (let index = 0; index < each.x.length; index++) {
    const [px, py] = [x(each.x[index] ?? Number.NaN), y(each.y[index] ?? Number.NaN)];
    if (!Number.isFinite(px) || !Number.isFinite(py)) {
      isPen = false;
      continue;
    }
    if (!isPen) canvas.moveTo(px, py);
    else {
      if (isSteps) canvas.lineTo(px, last);
      canvas.lineTo(px, py);
    }
    [isPen, last] = [true, py];
  }
  canvas.stroke();
}

function drawBand({ canvas, x, y }: Pen, each: PlotSeries): void {
  canvas.globalAlpha = 0.18;
  canvas.beginPath();
  const count = each.x.length;
  for (let step = 0; step < 2 * count; step++) {
    const index = step < count ? step : 2 * count - 1 - step;
    const value = (step < count ? each.high : each.low)?.[index] ?? Number.NaN;
    const [px, py] = [x(each.x[index] ?? Number.NaN), y(value)];
    if (Number.isFinite(px) && Number.isFinite(py)) canvas.lineTo(px, py);
  }
  canvas.closePath();
  canvas.fill();
  canvas.globalAlpha = 1;
}

/** Draws lines across the plot, with their labels. */
export function drawMarks({ canvas, x, y, scale, colour, box }: Pen, marks: readonly PlotMark[]): void {
  canvas.strokeStyle = colour('faint');
  canvas.fillStyle = colour('soft');
  canvas.lineWidth = scale;
  canvas.font = `${11 * scale}px sans-serif`;
  canvas.textBaseline = 'alphabetic';
  for (const { axis, value, label } of marks) {
    const at = axis === 'x' ? x(value) : y(value);
    canvas.setLineDash([3 * scale, 3 * scale]);
    canvas.beginPath();
    if (axis === 'x') {
      canvas.moveTo(at, box.top);
      canvas.lineTo(at, box.top + box.height);
    } else {
      canvas.moveTo(box.left, at);
      canvas.lineTo(box.left + box.width, at);
    }
    canvas.stroke();
    canvas.setLineDash([]);
    if (label === undefined) continue;
    canvas.textAlign = axis === 'x' ? 'left' : 'right';
    if (axis === 'x') canvas.fillText(label, at + 5 * scale, box.top + 11 * scale);
    else canvas.fillText(label, box.left + box.width, at - 5 * scale);
  }
}
