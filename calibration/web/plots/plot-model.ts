/** An axis of a plot. */
export interface PlotAxis {
  readonly label: string;
  readonly unit?: string;
  /** Linear where it is not given; a logarithmic axis names its scale beside the label. */
  readonly scale?: 'linear' | 'log';
  /** Ends; null takes that of what is drawn. */
  readonly range?: readonly [number | null, number | null];
  /** Text of a value at the pointer; ticks have their own. */
  readonly format?: (value: number) => string;
}

/** Curves, steps, dots or a band of one name. */
export interface PlotSeries {
  readonly id: string;
  readonly label: string;
  /** Name of a colour of the theme, such as `arm-single`. */
  readonly colour: string;
  readonly style: 'line' | 'steps' | 'dashes' | 'dots' | 'band';
  /** Rising, except for dots. */
  readonly x: ArrayLike<number>;
  /** Same length; a value that is not finite leaves a gap. */
  readonly y: ArrayLike<number>;
  /** Ends of a band, or of the error bars of dots; same length. */
  readonly low?: ArrayLike<number>;
  readonly high?: ArrayLike<number>;
  /** What dots are called, at the pointer. */
  readonly names?: readonly string[];
  readonly width?: number;
  /** Radius of dots; px. */
  readonly radius?: number;
  /** Series with one key are shown and hidden together, by the entry of the first. */
  readonly key?: string;
  /** Hidden until its entry is chosen. */
  readonly hidden?: boolean;
}

/** A line across the plot. */
export interface PlotMark {
  readonly axis: 'x' | 'y';
  readonly value: number;
  readonly label?: string;
}

/** A plot as plain data: what is drawn on the screen, and what its files hold. */
export interface LinePlotModel {
  readonly title: string;
  /** What the plot shows, with numbers, for readers who do not see it. */
  readonly alt: string;
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  readonly series: readonly PlotSeries[];
  readonly marks?: readonly PlotMark[];
}

/** Key of a series: those with one key have one entry. */
export function keyOf({ key, id }: PlotSeries): string {
  return key ?? id;
}

/** Title of an axis: label, unit, and the scale where it is logarithmic. */
export function axisTitle({ label, unit, scale }: PlotAxis): string {
  const notes = [unit, scale === 'log' ? 'log scale' : undefined].filter((note) => note !== undefined && note !== '');
  return notes.length === 0 ? label : `${label} (${notes.join(', ')})`;
}

/** Everything that a series draws on the vertical axis. */
export function* valuesOf({ y, low, high }: PlotSeries): Generator<number | undefined> {
  for (const column of [y, low, high]) {
    if (column !== undefined) for (let index = 0; index < column.length; index++) yield column[index];
  }
}
