import { SVGStringRenderer, type View } from 'vega';
import { hoverText, lineHover } from './hover-values.js';

/** A drawn element of Vega. */
interface SceneItem {
  readonly datum?: Readonly<Record<string, unknown>>;
  readonly tooltip?: unknown;
  readonly fill?: unknown;
  readonly stroke?: unknown;
  readonly x?: number;
  readonly y?: number;
}

/** Elements of one kind that were drawn by one mark. */
interface Scene {
  readonly marktype: string;
  readonly role?: string;
  readonly items: readonly SceneItem[];
}

/** The parts of Vega's renderer of SVG text that are used here; Vega exports it, its types leave it out. */
interface SvgTextRenderer {
  initialize(element: null, width: number, height: number, origin: readonly [number, number]): this;
  render(scene: unknown): this;
  svg(): string;
  attr(scene: Scene, item: SceneItem, emitters: unknown, tag: string | null): Record<string, unknown>;
}

declare module 'vega' {
  const SVGStringRenderer: new (loader: unknown) => SvgTextRenderer;
}

/** Sizes of a view, which Vega keeps for its renderers. */
interface ViewSizes {
  readonly _viewWidth: number;
  readonly _viewHeight: number;
  readonly _origin: readonly [number, number];
}

/** What is drawn by one path through all of its items. */
const LINES = new Set(['line', 'area', 'trail']);

/** Colour of a key entry to its number in the key. */
export type SeriesByColour = ReadonlyMap<string, number>;

/** Vega's drawing as SVG, in which marks say what they show and which entry of the key they belong to. */
class DescribingRenderer extends SVGStringRenderer {
  constructor(private readonly series: SeriesByColour) {
    super(undefined);
  }

  override attr(scene: Scene, item: SceneItem, emitters: unknown, tag: string | null): Record<string, unknown> {
    const attributes = super.attr(scene, item, emitters, tag);
    if (scene.role !== 'mark' || tag === null || scene.marktype === 'group') return attributes;
    const series = [item.fill, item.stroke]
      .map((paint) => this.series.get(String(paint)))
      .find((each) => each !== undefined);
    const isLine = LINES.has(scene.marktype);
    const line = isLine
      ? lineHover(
          item.tooltip,
          scene.items.map(({ datum = {}, x = Number.NaN, y = Number.NaN }) => ({ datum, x, y })),
        )
      : '';
    const hover = isLine || item.datum === undefined ? '' : hoverText(item.tooltip, item.datum);
    return {
      ...attributes,
      ...(series === undefined ? {} : { 'data-series': series }),
      ...(line === '' ? {} : { 'data-line': line }),
      ...(hover === '' ? {} : { 'data-hover': hover }),
    };
  }
}

/**
 * Draws a view as SVG text.
 *
 * @param view - a view of Vega that draws nowhere else
 * @param series - entries of the figure's key by their colours
 * @returns one `svg` element
 */
export async function sceneToSvg(view: View, series: SeriesByColour): Promise<string> {
  await view.runAsync();
  const { _viewWidth: width, _viewHeight: height, _origin: origin } = view as unknown as ViewSizes;
  const { left = 0, right = 0, top = 0, bottom = 0 } = view.padding() as Partial<Record<string, number>>;
  return new DescribingRenderer(series)
    .initialize(null, Math.max(0, width + left + right), Math.max(0, height + top + bottom), [
      left + origin[0],
      top + origin[1],
    ])
    .render((view.scenegraph() as unknown as { readonly root: unknown }).root)
    .svg();
}
